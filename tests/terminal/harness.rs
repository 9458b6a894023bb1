//! A program in a real terminal: keys in, screen out, nothing slept for.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take before the test gives up: far beyond what it should.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program writes when a frame is whole.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// A running program and its screen.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// What came after the last whole frame.
    begun: Vec<u8>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts the program under test with these arguments.
    pub fn start(arguments: &[&str], rows: u16, columns: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal can be opened");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_convenor"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("CONVENOR_RECORD");
        command.env_remove("CONVENOR_PASSPHRASE_FILE");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let writer = pair.master.take_writer().expect("it can be typed to");
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 || send.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            writer,
            output,
            screen: vt100::Parser::new(rows, columns, 0),
            begun: Vec::new(),
            _master: pair.master,
        }
    }

    /// Takes in output up to the end of the last whole frame: half a frame says nothing.
    fn take(&mut self, bytes: &[u8]) {
        self.begun.extend_from_slice(bytes);
        let end = self.begun.windows(FRAME_ENDS.len()).rposition(|window| window == FRAME_ENDS);
        if let Some(end) = end {
            let whole: Vec<u8> = self.begun.drain(..end + FRAME_ENDS.len()).collect();
            self.screen.process(&whole);
        }
    }

    /// Types these characters as they are.
    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the program reads its keys");
        self.writer.flush().expect("the program reads its keys");
    }

    /// Types a key and gives how long the frame that answers it took to be whole.
    #[allow(dead_code, reason = "the benchmark times keys by it")]
    pub fn answer(&mut self, key: &str) -> Duration {
        self.glance();
        let begun = Instant::now();
        self.keys(key);
        loop {
            let bytes = self.output.recv_timeout(PATIENCE).expect("the program answers a key");
            let took = begun.elapsed();
            let whole = self.begun.len() + bytes.len();
            self.take(&bytes);
            if self.begun.len() < whole {
                return took;
            }
        }
    }

    /// The screen as text, rows without trailing blanks.
    pub fn text(&self) -> String {
        let screen = self.screen.screen();
        screen.rows(0, screen.size().1).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// Takes in what the program has written until the screen is as wanted.
    ///
    /// # Panics
    /// With the screen as it stands, when that takes too long or the program ends.
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text();
            if wanted(&text) {
                return text;
            }
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("waited in vain for {what}; the screen:\n{text}"),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("the program ended before {what}; the screen:\n{text}")
                }
            }
        }
    }

    /// Waits until these words are on the screen.
    pub fn see(&mut self, words: &str) -> String {
        self.wait(words, |text| text.contains(words))
    }

    /// Whatever has been written so far, without waiting.
    pub fn glance(&mut self) -> String {
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
        self.text()
    }

    /// Kills the program where it stands, and takes in what it had still written.
    pub fn kill(mut self) -> String {
        let process = self.child.process_id().expect("it runs").to_string();
        let killed = std::process::Command::new("kill").args(["-9", &process]).status();
        assert!(killed.expect("kill can be run").success());
        self.child.wait().expect("it ends");
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.take(&bytes);
        }
        self.text()
    }

    /// Waits for the program to end and gives its exit code.
    pub fn ended(mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        while self.output.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok() {
            assert!(Instant::now() < end, "the program does not end");
        }
        self.child.wait().expect("it ends").exit_code()
    }
}

/// A record with the invented lists taken in and today's meeting made.
pub struct Area {
    /// Holds the record, its passphrase and whatever is written.
    pub folder: tempfile::TempDir,
}

impl Area {
    /// Makes the record by command line, as an administrator would.
    pub fn with_lists() -> Self {
        let area = Self::empty();
        for list in ["referrals-earlier.csv", "referrals.csv"] {
            area.done(&["import", "referrals", &invented(list)]);
        }
        area.meeting();
        area
    }

    /// The same with the first so many referrals of the list alone.
    pub fn with_cases(count: usize) -> Self {
        let area = Self::empty();
        let list = area.folder.path().join("list.csv");
        let mut from = csv::Reader::from_path(invented("referrals.csv")).expect("the list");
        let mut to = csv::Writer::from_path(&list).expect("a list");
        to.write_record(from.headers().expect("its heads")).expect("the heads");
        for row in from.records().take(count) {
            to.write_record(&row.expect("a row")).expect("a row");
        }
        to.flush().expect("a list");
        area.done(&["import", "referrals", list.to_str().expect("a path")]);
        area.meeting();
        area
    }

    fn empty() -> Self {
        let area = Self { folder: tempfile::tempdir().expect("a folder") };
        std::fs::write(area.folder.path().join("passphrase"), "a long enough passphrase\n").expect("a file");
        let record = area.folder.path().join("record");
        area.done(&["init", record.to_str().expect("a path"), "--area", "Lancaster"]);
        area
    }

    fn meeting(&self) {
        self.done(&["meeting", "add", "--forum", "MARAC", "--date", "2026-11-26", "--time", "09:30"]);
        self.done(&["agenda", "build", "MARAC-2026-11-26"]);
    }

    fn arguments(&self) -> Vec<String> {
        let path = |name: &str| self.folder.path().join(name).to_string_lossy().into_owned();
        let fixed = ["--user", "cath", "--today", "2026-11-26"].map(str::to_owned);
        let own = ["--record".to_owned(), path("record"), "--passphrase-file".to_owned(), path("passphrase")];
        fixed.into_iter().chain(own).collect()
    }

    /// Opens the terminal application on it.
    pub fn terminal(&self, rows: u16, columns: u16) -> Terminal {
        let arguments = self.arguments();
        Terminal::start(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), rows, columns)
    }

    /// Runs a subcommand that must succeed, and gives what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_convenor"));
        command.args(self.arguments()).arg("--no-input").args(arguments);
        let out = command.output().expect("the program starts");
        let words = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{arguments:?}: {words}");
        String::from_utf8(out.stdout).expect("the program prints text")
    }
}

/// Path of an invented list.
fn invented(list: &str) -> String {
    format!("{}/tests/data/{list}", env!("CARGO_MANIFEST_DIR"))
}
