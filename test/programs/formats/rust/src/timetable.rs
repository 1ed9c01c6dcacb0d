pub struct Timetable {
    departures: Vec<u64>,
}

impl Timetable {
    pub fn new(trains: u64) -> Self {
        Self { departures: (0..trains).map(|train| train * 3).collect() }
    }

    /// The first train that leaves after a minute.
    #[inline(never)]
    #[cfg(not(feature = "candidate"))]
    pub fn next(&self, minute: u64) -> Option<usize> {
        let train = self.departures.partition_point(|&departure| departure <= minute);
        (train < self.departures.len()).then_some(train)
    }

    #[inline(never)]
    #[cfg(feature = "candidate")]
    pub fn next(&self, minute: u64) -> Option<usize> {
        self.departures.iter().position(|&departure| std::hint::black_box(departure) > minute)
    }

    #[inline(never)]
    pub fn print(&self, train: usize, day: u64) -> u64 {
        let text = format!("train {train:05} on day {day} leaves at {:06}", self.departures[train]);
        text.bytes().map(u64::from).sum()
    }
}
