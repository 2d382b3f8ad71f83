use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::required;
use crate::operator::{AddOperator, Operator, Role, good_password};
use yinhui_store::new_id;
use zeroize::Zeroizing;

/// Lets a new operator in.
pub(crate) fn add(context: &Context<'_>, add: AddOperator) -> Answer<Operator> {
    let password = Zeroizing::new(add.password);
    let name = required("name", "操作员姓名", &add.name, 20)?;
    good_password("password", &password, &name)?;
    if Role::from_word(add.role.key()).is_none() {
        return Err(ApiError::invalid("role", "not_in_list", "请选管理员、统计、前台或查看。"));
    }
    if let Some(added) = context.answered()? {
        return Ok(added);
    }
    if context.read(|reader| reader.operator_named(&name))?.is_some() {
        return Err(ApiError::invalid("name", "taken", "已有同名的操作员，请在姓名后加一个字区分。"));
    }
    let id = new_id();
    let store = context.store()?;
    // The slot comes first: an operator on the list can always log in.
    context.app.ring().put_operator(&id, &name, &password, store.key())?;
    let written = context.write(|writer| {
        writer.create_operator(&id, &name, add.role.key())?;
        Ok(Operator { id: id.clone(), name: name.clone(), role: add.role, disabled: false })
    });
    if written.as_ref().map_or(true, |operator| operator.id != id) {
        context.app.ring().remove_operator(&id)?;
    }
    written
}
