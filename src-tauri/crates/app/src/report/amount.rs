use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::required;
use crate::organization::Saved;
use crate::report::count::read_year;
use crate::report::frozen::must_be_open;
use crate::report::{AddAmount, AmountRef};
use chrono::Datelike;
use yinhui_core::report as rules;
use yinhui_store::report::AmountRecord;

/// More is a slip of the hand.
const MOST: i64 = 100_000_000;

/// 补录: writes an amount to a figure, marked as typed.
pub(crate) fn add_amount(context: &Context<'_>, add: AddAmount) -> Answer<Saved> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let reason = required("reason", "补录原因", &add.reason, 200)?;
    if add.amount == 0 || !(-MOST..=MOST).contains(&add.amount) {
        return Err(ApiError::invalid("amount", "amount", "补录数请填不为 0 的整数，要减少就填负数。"));
    }
    let year = read_year(context, add.year)?;
    let form = year.forms.iter().find(|form| form.id == add.form);
    let known =
        form.is_some_and(|form| rules::count(form, &year.facts).iter().any(|cell| cell.id == add.cell));
    if !known {
        return Err(ApiError::new(Code::NotFound, "没有这个指标。"));
    }
    must_be_open(context, add.year)?;
    let amount = AmountRecord {
        id: String::new(),
        form: add.form,
        cell: add.cell,
        amount: add.amount,
        reason,
        operator: context.session()?.name.clone(),
        day: context.today().to_string(),
        year: year.facts.first.year(),
    };
    context.write(|writer| Ok(Saved { id: writer.add_return_amount(&amount)? }))
}

/// Takes a typed amount back.
pub(crate) fn remove_amount(context: &Context<'_>, which: AmountRef) -> Answer<()> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let year = context.read(|reader| reader.return_amount_year(&which.id))?;
    let year = year.ok_or_else(|| ApiError::new(Code::NotFound, "这笔补录已经撤销。"))?;
    must_be_open(context, year)?;
    context.write(|writer| Ok(writer.remove_return_amount(&which.id)?))
}
