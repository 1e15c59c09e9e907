//! Measures how soon the preview answers others while a page of another website attacks it, and after that.

use std::io;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

#[path = "../integration/support/attacks.rs"]
mod hostile;
#[path = "../integration/support/serving.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod serving;

use hostile::{ATTACKS, Attack};

use super::{median, shown};

/// The bar for the median: other programs want their turn too.
const BAR: Duration = Duration::from_millis(50);
/// Fewest good requests that count.
const SAMPLES: usize = 30;

pub fn print() -> io::Result<()> {
    println!("\nGood requests beside an attack and after it, medians (bar {} each):", shown(BAR));
    let mut said = Ok(());
    serving::serving(|at, _| said = ATTACKS.into_iter().try_for_each(|(name, attack)| under(name, at, attack)));
    said
}

fn under(name: &str, at: SocketAddr, attack: Attack) -> io::Result<()> {
    thread::scope(|scope| {
        let attack = scope.spawn(move || attack(at));
        let mut during = Vec::new();
        while during.len() < SAMPLES || !attack.is_finished() {
            during.push(answered_in(at)?);
        }
        attack.join().map_err(|_| io::Error::other(format!("{name}: the attack ended early")))?;
        let mut after = (0..SAMPLES).map(|_| answered_in(at)).collect::<io::Result<Vec<_>>>()?;
        println!("  {name:<46} {:>9} {:>9}", shown(median(&mut during)), shown(median(&mut after)));
        Ok(())
    })
}

/// Measures one good request.
fn answered_in(at: SocketAddr) -> io::Result<Duration> {
    let asked = Instant::now();
    let answer = serving::get(at, "/");
    if answer.ends_with("<h1>Home</h1>") { Ok(asked.elapsed()) } else { Err(io::Error::other("no answer")) }
}
