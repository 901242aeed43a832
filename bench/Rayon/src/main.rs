//! Rayon's counterpart of two benches of ../Compare: `posts` and `start`. One JSON line, as there. See ../README.md.
//!
//!     rayon-posts posts|start THREADS
use std::sync::atomic::{AtomicU64, Ordering::*};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn work(count: &AtomicU64) {
    let mut x = 1u64;
    for _ in 0..14_000 {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    std::hint::black_box(x);
    count.fetch_add(1, SeqCst);
}

/// Processor time of the whole process, in seconds: fields 14 and 15 of its stat file, in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let threads: usize = args[2].parse().unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    match args[1].as_str() {
        "posts" => {
            let count = Arc::new(AtomicU64::new(0));
            let before = cpu();
            for _ in 0..2000 {
                std::thread::sleep(Duration::from_millis(1));
                let count = count.clone();
                pool.spawn(move || work(&count));
            }
            println!("{{\"peer\":\"rayon\",\"bench\":\"posts\",\"threads\":{threads},\"cpu_pct\":{:.2}}}", (cpu() - before) / 2.0 * 100.0);
        }
        "start" => {
            let mut all = vec![];
            let epoch = Instant::now();
            for k in 0..1200 {
                std::thread::sleep(Duration::from_millis(1));
                let begun = Arc::new(AtomicU64::new(0));
                let mine = begun.clone();
                let from = epoch.elapsed().as_nanos() as u64;
                pool.spawn(move || mine.store(epoch.elapsed().as_nanos() as u64, SeqCst));
                while begun.load(SeqCst) == 0 {
                    std::hint::spin_loop();
                }
                if k >= 200 {
                    all.push(begun.load(SeqCst) - from);
                }
            }
            all.sort();
            println!("{{\"peer\":\"rayon\",\"bench\":\"start\",\"threads\":{threads},\"median_ns\":{},\"p99_ns\":{}}}", all[all.len() / 2], all[all.len() * 99 / 100]);
        }
        other => panic!("unknown bench {other}"),
    }
}
