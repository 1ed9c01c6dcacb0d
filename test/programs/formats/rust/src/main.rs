//! Rust: CPU time by the pprof crate.
//!
//!     timetable OUT
//!
//! A timetable answers which train goes next. The candidate searches the list from its beginning.

use pprof::protos::Message;
use std::{env, fs, hint, path::Path};

mod timetable;
use timetable::Timetable;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = env::args().nth(1).ok_or("usage: timetable OUT")?;
    let guard = pprof::ProfilerGuardBuilder::default().frequency(499).build()?;
    let timetable = Timetable::new(4000);
    let answers: u64 = (0..400).map(|day| work(&timetable, day)).sum();
    hint::black_box(answers);

    let profile = guard.report().build()?.pprof()?;
    fs::write(Path::new(&out).join("cpu.pb"), profile.encode_to_vec())?;
    Ok(())
}

#[inline(never)]
fn work(timetable: &Timetable, day: u64) -> u64 {
    (0..4000u64)
        .filter_map(|minute| timetable.next(minute))
        .map(|train| timetable.print(train, day))
        .sum()
}
