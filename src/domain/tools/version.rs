//! The version that a file of an area gives itself.

/// A file's text with its version counted up: "1" becomes "2", anything else gains a ".1".
pub fn next_version(body: &str) -> String {
    let mut done = false;
    let lines = body.lines().map(|line| {
        let Some(version) = line.strip_prefix("version").filter(|_| !done) else { return line.to_owned() };
        let Some(version) = version.trim_start().strip_prefix('=') else { return line.to_owned() };
        done = true;
        let version = version.split('#').next().unwrap_or_default().trim().trim_matches('"');
        let next =
            version.parse::<u64>().map_or_else(|_| format!("{version}.1"), |number| (number + 1).to_string());
        format!("version = \"{next}\"")
    });
    lines.collect::<Vec<_>>().join("\n")
}
