use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::operator::{Role, good_password};
use crate::router::{Handle, Opening, Session};
use crate::system::{Setup, SetupDone};
use std::path::Path;
use std::sync::Arc;
use yinhui_store::key::{DatabaseKey, RecoveryCode};
use yinhui_store::{Op, Store, StoreError, new_id};

/// What a centre's desk is asked for from the first day; data, to be changed in 设置.
const PURPOSES: [&str; 5] = ["活动中心", "老年大学", "书屋", "健康小屋", "咨询"];

/// Begins the store in an empty folder: centre, first operator, recovery code.
pub(crate) fn setup(context: &Context<'_>, setup: Setup) -> Answer<SetupDone> {
    if context.app.opening() == Opening::Beside {
        return Err(StoreError::InUse.into());
    }
    refuse_used(context.app.data())?;
    let centre = required("centre", "中心名称", &setup.centre, 60)?;
    let name = required("operator", "操作员姓名", &setup.operator, 20)?;
    good_password("password", &setup.password, &name)?;
    let region = sentence(setup.region.as_deref().unwrap_or_default(), 60);

    let key = DatabaseKey::random()?;
    let code = RecoveryCode::random()?;
    let operator = new_id();
    let store = Store::create(context.app.data(), &key)?;
    // The slots come before the first row: a store with rows can always be opened.
    let ring = context.app.ring();
    ring.put_operator(&operator, &name, &setup.password, &key)?;
    ring.put_recovery(&code, &key)?;
    first_rows(context, &store, &centre, &region, &operator, &name)?;
    context.app.set_handle(Some(Handle::Own(Arc::new(store))));
    let session = context.app.begin_session(Session {
        operator,
        name: name.clone(),
        role: Role::Admin,
        open_screen: None,
    })?;
    let recovery_code = code.printed();
    context.app.give_code(code);
    Ok(SetupDone { centre, operator: name, recovery_code, session })
}

/// Only what the program itself leaves in a folder it has looked at may be there.
fn refuse_used(folder: &Path) -> Answer<()> {
    let entries = std::fs::read_dir(folder).map_err(|error| ApiError::fault(&error))?;
    let used = entries.filter_map(Result::ok).any(|entry| {
        let name = entry.file_name();
        name != "app.lock" && name != "logs"
    });
    if used { Err(StoreError::NotEmpty.into()) } else { Ok(()) }
}

fn first_rows(
    context: &Context<'_>,
    store: &Store,
    centre: &str,
    region: &str,
    operator: &str,
    name: &str,
) -> Answer<()> {
    let desk = context.host().desk();
    let op = Op {
        kind: "system.setup",
        operator: name,
        role: "nobody",
        desk: &desk,
        at: context.now(),
        request: None,
        undoes: None,
    };
    store.operation(op, |writer| writer.create_centre(centre, region))?;
    store.operation(op, |writer| {
        writer.create_operator(operator, name, Role::Admin.key())?;
        for purpose in PURPOSES {
            writer.create_purpose(purpose)?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}
