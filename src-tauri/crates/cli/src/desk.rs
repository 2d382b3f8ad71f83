//! One command-line run of the program: opened, logged in, calling commands.

use crate::args::Args;
use crate::host::TerminalHost;
use crate::output::Stop;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use yinhui_app::{App, Call, Code, FileRef, Host, Opening, WorkFactor};

/// The program and the session of this run.
pub(crate) struct Desk {
    app: App,
    host: Arc<TerminalHost>,
    session: Option<String>,
}

impl Desk {
    /// Holds the data folder; nobody is logged in yet.
    pub(crate) fn closed(args: &Args, opening: Opening) -> Result<Self, Stop> {
        let host = Arc::new(TerminalHost::default());
        let app = App::new(&args.data, host.clone(), opening, WorkFactor::STANDARD)?;
        Ok(Self { app, host, session: None })
    }

    /// Opens the store to write.
    pub(crate) fn open(args: &Args) -> Result<Self, Stop> {
        existing(args)?;
        let mut desk = Self::closed(args, Opening::Own)?;
        desk.log_in(args)?;
        Ok(desk)
    }

    /// Opens the store to read: beside the program that owns it, if one does.
    pub(crate) fn open_to_read(args: &Args) -> Result<Self, Stop> {
        existing(args)?;
        let mut desk = match Self::closed(args, Opening::Own) {
            Err(Stop::Refused(error)) if error.code == Code::InUse => Self::closed(args, Opening::Beside)?,
            other => other?,
        };
        desk.log_in(args)?;
        Ok(desk)
    }

    /// Logs in once.
    pub(crate) fn log_in(&mut self, args: &Args) -> Result<(), Stop> {
        if self.session.is_some() {
            return Ok(());
        }
        let operator = match &args.operator {
            Some(name) => name.clone(),
            None => self.only_operator()?,
        };
        let answer =
            self.call("session.login", &json!({ "operator": operator, "password": password(args)? }))?;
        self.session = answer.get("session").and_then(Value::as_str).map(str::to_owned);
        Ok(())
    }

    fn only_operator(&self) -> Result<String, Stop> {
        let names = self.call("session.names", &Value::Null)?;
        let names = names.as_array().cloned().unwrap_or_default();
        match names.as_slice() {
            [Value::String(name)] => Ok(name.clone()),
            [] => Err(Stop::Refused(yinhui_app::ApiError::new(
                Code::NoOperator,
                "这里还没有操作员，请先运行 init。",
            ))),
            _ => Err(Stop::Usage("有几位操作员，请用 --operator 写明是哪一位。".into())),
        }
    }

    /// Runs a command.
    pub(crate) fn call(&self, command: &str, request: &impl Serialize) -> Result<Value, Stop> {
        self.call_as(command, request, None)
    }

    /// Runs a command under the caller's own id for it.
    pub(crate) fn call_as(
        &self,
        command: &str,
        request: &impl Serialize,
        id: Option<String>,
    ) -> Result<Value, Stop> {
        let args = serde_json::to_value(request).map_err(|error| Stop::Usage(error.to_string()))?;
        let call = Call { command: command.into(), args, session: self.session.clone(), request: id };
        Ok(self.app.call(&call)?)
    }

    /// The time now.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.host.now()
    }

    /// Takes the session of an answer that begins one.
    pub(crate) fn adopt(&mut self, answer: &Value) {
        self.session = answer.get("session").and_then(Value::as_str).map(str::to_owned);
    }

    /// A reference to a path of the command line.
    pub(crate) fn file(&self, path: &Path) -> Result<FileRef, Stop> {
        Ok(self.host.file(path)?)
    }
}

fn existing(args: &Args) -> Result<(), Stop> {
    if args.data.is_dir() {
        return Ok(());
    }
    Err(Stop::Refused(yinhui_app::ApiError::new(Code::NoOperator, "数据文件夹不存在，请先运行 init。")))
}

/// The password: from the file, the environment, or the terminal.
pub(crate) fn password(args: &Args) -> Result<String, Stop> {
    if let Some(path) = &args.password_file {
        return secret(path);
    }
    if let Ok(password) = std::env::var("YINHUI_PASSWORD") {
        return Ok(password);
    }
    rpassword::prompt_password("密码：")
        .map_err(|_| Stop::Usage("没有密码：请用 --password-file、YINHUI_PASSWORD 或在终端输入。".into()))
}

/// The first line of a file that holds a secret.
pub(crate) fn secret(path: &Path) -> Result<String, Stop> {
    let text = std::fs::read_to_string(path)
        .map_err(|_| Stop::Usage("密码或恢复码文件读不出来，请检查路径。".into()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
