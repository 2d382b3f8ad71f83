use anyhow::{Context as _, Result, bail};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A screen of 1366×768, a session bus, a window manager and the driver.
pub struct Screen {
    server: Child,
    session: Child,
    display: String,
    port: u16,
    bus: PathBuf,
}

/// What stands before the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Desk {
    /// A keyboard.
    Plain,
    /// An input method that may be switched on.
    Pinyin,
}

/// The input method's own settings: a keyboard and pinyin.
const PINYIN: &str = "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n\
    [Groups/0/Items/0]\nName=keyboard-us\nLayout=\n\n[Groups/0/Items/1]\nName=pinyin\nLayout=\n\n\
    [GroupOrder]\n0=Default\n";

impl Screen {
    /// Starts them; the program, once started, keeps everything it writes in `home`, its data in `home/data`.
    ///
    /// # Errors
    /// When one of them is missing or does not start.
    pub fn start(home: &Path) -> Result<Self> {
        Self::begin(home, Desk::Plain)
    }

    /// The same with the Chinese input method (fcitx5, pinyin) running, as on a clerk's computer.
    ///
    /// # Errors
    /// When one of them is missing or does not start.
    pub fn with_pinyin(home: &Path) -> Result<Self> {
        let settings = home.join("config/fcitx5");
        std::fs::create_dir_all(&settings)?;
        std::fs::write(settings.join("profile"), PINYIN)?;
        Self::begin(home, Desk::Pinyin)
    }

    fn begin(home: &Path, desk: Desk) -> Result<Self> {
        let (server, display) = x_server()?;
        let port = free_port()?;
        let bus = home.join("bus");
        let method = match desk {
            Desk::Pinyin => "fcitx5 --disable=wayland,waylandim,cloudpinyin,clipboard,notifications &",
            Desk::Plain => "",
        };
        let session = Command::new("dbus-run-session")
            .args([
                "--",
                "sh",
                "-c",
                &format!(
                    "echo \"$DBUS_SESSION_BUS_ADDRESS\" > \"$YINHUI_BUS\"; openbox & {method}
                     exec WebKitWebDriver --host=127.0.0.1 --port={port}"
                ),
            ])
            .env("YINHUI_BUS", &bus)
            .env("DISPLAY", &display)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("YINHUI_DATA", home.join("data"))
            .env("XDG_DATA_HOME", home.join("share"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("GTK_IM_MODULE", if desk == Desk::Pinyin { "fcitx" } else { "gtk-im-context-simple" })
            .env("XMODIFIERS", "@im=fcitx")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("dbus-run-session")?;
        let screen = Self { server, session, display, port, bus };
        screen.wait_for_driver()?;
        Ok(screen)
    }

    /// Where the driver listens.
    pub(crate) fn driver(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Presses keys as a keyboard does: names of keys, `F2`, `Return`, `ctrl+z`.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn keys(&self, keys: &[&str], pause_ms: u32) -> Result<()> {
        self.xdotool(&["key", "--delay", &pause_ms.to_string()], keys)
    }

    /// Types plain text as a keyboard does.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn text(&self, text: &str, pause_ms: u32) -> Result<()> {
        self.xdotool(&["type", "--delay", &pause_ms.to_string(), "--"], &[text])
    }

    /// Switches pinyin on.
    ///
    /// # Errors
    /// When the input method does not answer.
    pub fn pinyin(&self) -> Result<()> {
        let address = std::fs::read_to_string(&self.bus)?;
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let remote = |words: &[&str]| {
                Command::new("fcitx5-remote")
                    .args(words)
                    .env("DBUS_SESSION_BUS_ADDRESS", address.trim())
                    .env("DISPLAY", &self.display)
                    .output()
                    .context("fcitx5-remote")
            };
            remote(&["-s", "pinyin"])?;
            let now = remote(&["-n"])?;
            if String::from_utf8_lossy(&now.stdout).trim() == "pinyin" {
                return Ok(());
            }
            if Instant::now() > end {
                bail!("the input method does not switch to pinyin");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Waits for a window of that title and gives it the keyboard.
    ///
    /// # Errors
    /// When none comes.
    pub fn focus(&self, title: &str) -> Result<()> {
        self.xdotool(&["search", "--sync", "--onlyvisible", "--name"], &[title])?;
        self.xdotool(&["search", "--onlyvisible", "--name", title], &["windowactivate", "--sync"])
    }

    /// Names a file to the system's own dialog of that title, by its path.
    ///
    /// # Errors
    /// When the dialog does not come.
    pub fn choose(&self, title: &str, path: &Path) -> Result<()> {
        self.focus(title)?;
        // In the field for a new name the path replaces what stands there; in a list the slash opens such a field,
        // which loses what is typed before it is there.
        self.keys(&["ctrl+a", "slash"], 50)?;
        std::thread::sleep(Duration::from_secs(1));
        self.text(path.to_string_lossy().trim_start_matches('/'), 15)?;
        std::thread::sleep(Duration::from_millis(300));
        self.keys(&["Return"], 50)
    }

    fn xdotool(&self, first: &[&str], rest: &[&str]) -> Result<()> {
        let mut child = Command::new("xdotool")
            .args(first)
            .args(rest)
            .env("DISPLAY", &self.display)
            .stdout(Stdio::null())
            .spawn()
            .context("xdotool")?;
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            match child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(_) => bail!("xdotool {first:?}: refused"),
                None if Instant::now() > end => {
                    child.kill()?;
                    bail!("xdotool {first:?}: nothing happened");
                }
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Keeps a picture of the screen for a person to look at, where ImageMagick is there to take it.
    pub fn picture(&self, out: &Path) {
        let taken =
            Command::new("import").args(["-window", "root"]).arg(out).env("DISPLAY", &self.display).status();
        eprintln!("picture of the screen: {} ({taken:?})", out.display());
    }

    fn wait_for_driver(&self) -> Result<()> {
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if Instant::now() > end {
                bail!("WebKitWebDriver does not answer; is webkit2gtk-driver installed?");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let group = format!("-{}", self.session.id());
        for kill in [
            Command::new("kill").args(["-KILL", "--", &group]).status(),
            self.server.kill().map(|()| Default::default()),
        ] {
            if let Err(error) = kill {
                eprintln!("left running: {error}");
            }
        }
        for child in [&mut self.session, &mut self.server] {
            if let Err(error) = child.wait() {
                eprintln!("not waited for: {error}");
            }
        }
    }
}

/// The server picks a free display and says which.
fn x_server() -> Result<(Child, String)> {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("Xvfb")?;
    let out = server.stdout.take().context("Xvfb says nothing")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    Ok((server, format!(":{}", line.trim())))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
