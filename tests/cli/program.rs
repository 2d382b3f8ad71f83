//! The program under test, built as the tests are, and a centre for it in a temporary folder.

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

pub const OPERATOR: &str = "陈静";
pub const PASSWORD: &str = "menghai-2026";
pub const CENTRE: &str = "勐海县离退休干部党群服务中心";

/// The program: `YINHUI_BIN`, or built now beside these tests, so that it is never an old one.
pub fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        if let Some(given) = std::env::var_os("YINHUI_BIN") {
            return given.into();
        }
        let tests = std::env::current_exe().unwrap();
        let profile = tests.parent().and_then(Path::parent).expect("target/profile/deps");
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build
            .args(["build", "--quiet", "--package", "yinhui-cli", "--target-dir"])
            .arg(profile.parent().unwrap());
        if profile.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(yinhui_tests::house(".")).status().expect("cargo runs");
        assert!(built.success(), "the program must build");
        profile.join(format!("yinhui{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A data folder of the program.
pub struct Place {
    pub folder: TempDir,
    pub data: PathBuf,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The one JSON value on standard output of a run that did its work.
    pub fn ok(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        serde_json::from_str(&self.out)
            .unwrap_or_else(|_| panic!("one JSON value on standard output: {self:?}"))
    }

    /// The error as JSON on standard error of a refused run.
    pub fn refused(&self, code: &str) -> Value {
        assert_eq!(self.code, 1, "{self:?}");
        let error: Value = serde_json::from_str(self.err.trim())
            .unwrap_or_else(|_| panic!("JSON on standard error: {self:?}"));
        assert_eq!(error["code"], code, "{self:?}");
        error
    }
}

impl Place {
    /// An empty place with the password in a file.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("password"), format!("{PASSWORD}\n")).unwrap();
        Self { data: folder.path().join("data"), folder }
    }

    /// A centre.
    pub fn new() -> Self {
        let place = Self::empty();
        let done = place.run(&["init", "--centre", CENTRE, "--operator", OPERATOR]).ok();
        place.write("code", done["recovery_code"].as_str().unwrap());
        place
    }

    /// A file beside the data folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the data folder.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program on this place, password and `--json` given.
    pub fn command(&self) -> Command {
        let mut command = self.bare();
        command.arg("--password-file").arg(self.file("password")).arg("--json");
        command
    }

    /// The program on this place without password or `--json`.
    pub fn bare(&self) -> Command {
        let mut command = Command::new(path());
        command.env_remove("YINHUI_PASSWORD").env_remove("YINHUI_DATA").env("YINHUI_DESK", "一号台");
        command.arg("--data").arg(&self.data).stdin(Stdio::null());
        command
    }

    /// Runs a verb.
    pub fn run(&self, args: &[&str]) -> Run {
        run(self.command().args(args))
    }

    /// Imports a small roster of invented people.
    pub fn import_few(&self) -> Value {
        let rows: &[&[&str]] = &[
            &["岩温", "男", "1949-03", "13987651234", "勐混镇离退休党支部"],
            &["玉罕", "女", "1951-07", "", "勐混镇离退休党支部"],
            &["玉罕", "女", "1953-02", "", "财贸离退休党支部"],
        ];
        let headers = ["姓名", "性别", "出生年月", "联系电话", "所在支部"];
        let path = yinhui_testkit::roster(self.folder.path(), "名册.xlsx", &headers, rows);
        self.run(&["import", path.to_str().unwrap(), "--commit"]).ok()
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    AsRef::<OsStr>::as_ref(path).to_str().unwrap()
}
