use crate::checked::Checked;
use crate::host::FrozenHost;
use crate::people::Person;
use crate::seat::Seat;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use yinhui_app::operator::Role;
use yinhui_app::{Answer, ApiError, App, Code, FileRef, Opening, WorkFactor};

/// The first operator, 管理员.
pub const OPERATOR: &str = "陈静";
/// Everybody's password.
pub const PASSWORD: &str = "menghai-2026";
/// The centre.
pub const CENTRE: &str = "勐海县离退休干部党群服务中心";

/// A desk in a temporary folder: the program, its host, and 管理员 logged in.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
    outside: TempDir,
    host: Arc<FrozenHost>,
    app: Option<App>,
    session: Option<String>,
    recovery_code: String,
}

impl Desk {
    /// A program on an empty folder, nobody logged in: before the wizard. It is 5 March 2026, nine in the morning.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let host = Arc::new(FrozenHost::at("2026-03-05T09:00"));
        let app = App::new(folder.path(), host.clone(), Opening::Own, WorkFactor::TEST).unwrap();
        Self {
            folder,
            outside: tempfile::tempdir().unwrap(),
            host,
            app: Some(app),
            session: None,
            recovery_code: String::new(),
        }
    }

    /// A desk after the wizard.
    pub fn new() -> Self {
        let mut desk = Self::empty();
        let done =
            desk.did("system.setup", json!({ "centre": CENTRE, "operator": OPERATOR, "password": PASSWORD }));
        desk.session = Some(done["session"].as_str().unwrap().to_owned());
        desk.recovery_code = done["recovery_code"].as_str().unwrap().to_owned();
        desk
    }

    /// The program.
    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the program runs")
    }

    /// The host.
    pub fn host(&self) -> &FrozenHost {
        &self.host
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// A folder for files of the person's own, outside the data folder.
    pub fn outside(&self) -> &Path {
        self.outside.path()
    }

    /// The recovery code printed by the wizard.
    pub fn recovery_code(&self) -> &str {
        &self.recovery_code
    }

    /// 管理员.
    pub fn admin(&self) -> Seat<'_> {
        Seat { desk: self, session: self.session.clone() }
    }

    /// Nobody.
    pub fn nobody(&self) -> Seat<'_> {
        Seat { desk: self, session: None }
    }

    /// Whoever has that session.
    pub fn seat(&self, session: &str) -> Seat<'_> {
        Seat { desk: self, session: Some(session.to_owned()) }
    }

    /// Somebody of that role, added as an operator the first time.
    pub fn as_role(&self, role: Role) -> Seat<'_> {
        let name = format!("值班{}", role.label());
        let known = self.did("operator.list", Value::Null);
        if !known.as_array().unwrap().iter().any(|operator| operator["name"] == name.as_str()) {
            self.did("operator.add", json!({ "name": name, "role": role, "password": PASSWORD }));
        }
        self.log_in(&name, PASSWORD).unwrap()
    }

    /// Logs somebody in.
    ///
    /// # Errors
    /// Why not.
    pub fn log_in(&self, operator: &str, password: &str) -> Answer<Seat<'_>> {
        let request = json!({ "operator": operator, "password": password });
        let answer = self.nobody().call("session.login", request, None)?;
        Ok(Seat { desk: self, session: answer["session"].as_str().map(str::to_owned) })
    }

    /// Takes a session for the desk's own from now on.
    pub fn adopt(&mut self, session: Option<String>) {
        self.session = session;
    }

    /// Ends the program and starts it again; 管理员 logs in.
    pub fn restart(&mut self) {
        self.stop();
        self.start().unwrap();
        self.session = self.log_in(OPERATOR, PASSWORD).unwrap().session;
    }

    /// Ends the program.
    pub fn stop(&mut self) {
        self.app = None;
        self.session = None;
    }

    /// Starts the program on the same folder; nobody is logged in.
    ///
    /// # Errors
    /// Why the folder cannot be had.
    pub fn start(&mut self) -> Answer<()> {
        self.app = Some(App::new(self.folder.path(), self.host.clone(), Opening::Own, WorkFactor::TEST)?);
        Ok(())
    }

    /// Another program beside this one on the same folder, which may only read.
    pub fn beside(&self) -> App {
        App::new(self.folder.path(), self.host.clone(), Opening::Beside, WorkFactor::TEST).unwrap()
    }

    /// As [`Seat::ok`], by 管理员.
    pub fn ok(&self, command: &str, args: Value) -> Checked {
        self.admin().ok(command, args)
    }

    /// As [`Seat::did`], by 管理员.
    pub fn did(&self, command: &str, args: Value) -> Value {
        self.admin().did(command, args)
    }

    /// As [`Seat::err`], by 管理员.
    pub fn err(&self, command: &str, args: Value, code: Code) -> ApiError {
        self.admin().err(command, args, code)
    }

    /// Registers somebody and answers their record id.
    pub fn register(&self, person: &Person) -> String {
        let saved = self.did("person.save", json!({ "facts": person.facts() }));
        saved["id"].as_str().unwrap().to_owned()
    }

    /// Checks somebody in now and answers the record id of the presence.
    pub fn check_in(&self, person: &str) -> String {
        let done = self.did("checkin.person", json!({ "person": person }));
        done["id"].as_str().unwrap().to_owned()
    }

    /// A reference to a file the person named, there or yet to be written.
    pub fn file(&self, path: &Path) -> FileRef {
        self.host.file(path)
    }

    /// A place outside the data folder for a file of that name, and its reference.
    pub fn place(&self, name: &str) -> (PathBuf, FileRef) {
        let path = self.outside().join(name);
        (path.clone(), self.file(&path))
    }

    /// The store must stand up to every check.
    pub fn assert_sound(&self) {
        let found = self.did("backup.verify", json!({}));
        assert_eq!(found["ok"], true, "the store does not stand up to its checks: {found}");
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}
