use crate::context::Context;
use crate::error::Answer;
use crate::person::Revealed;
use crate::relative::RelativeRef;
use yinhui_store::write::Table;

/// Shows a relative's numbers whole, and writes into the log that they were shown. The desk may: somebody who falls ill
/// there cannot wait for 管理员.
pub(crate) fn reveal(context: &Context<'_>, which: RelativeRef) -> Answer<Revealed> {
    // The numbers themselves must not be kept as the answer of the request.
    context.write(|writer| {
        let relative = writer.relative(&which.id)?;
        Ok(writer.remark(Table::Relative, &relative.id, Some(&relative.person), "phones")?)
    })?;
    let relative = context.read(|reader| reader.relative(&which.id))?;
    Ok(Revealed { value: relative.phones.unwrap_or_default() })
}
