use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::{ListPeople, PeoplePage, PersonFilter, show};
use yinhui_core::person::Field;
use yinhui_store::person::{Filter, Order};

/// The most rows of one page.
const MOST: i64 = 200;

/// A page of the register.
pub(crate) fn list(context: &Context<'_>, list: ListPeople) -> Answer<PeoplePage> {
    let filter = filter(&list.filter)?;
    let order = match list.sort.as_deref() {
        None | Some("name") => Order::Name,
        Some("birth") => Order::Birth,
        Some("branch") => Order::Branch,
        Some("recent") => Order::Recent,
        Some(_) => return Err(ApiError::invalid("sort", "sort", "没有这种排序。")),
    };
    let limit = list.limit.clamp(1, MOST);
    let (people, total) =
        context.read(|reader| reader.list_people(&filter, order, list.offset.max(0), limit))?;
    let today = context.today();
    Ok(PeoplePage { total, rows: people.into_iter().map(|person| show::row(person, today)).collect() })
}

/// What the store is asked for.
pub(crate) fn filter(filter: &PersonFilter) -> Answer<Filter> {
    let missing = match filter.missing.as_deref() {
        None | Some("") => None,
        Some(key) => Some(
            Field::from_key(key)
                .ok_or_else(|| ApiError::invalid("filter.missing", "field", "没有这个项目。"))?,
        ),
    };
    Ok(Filter {
        words: filter.words.clone().filter(|words| !words.trim().is_empty()),
        sex: filter.sex.clone(),
        branch: filter.branch.clone(),
        unit: filter.unit.clone(),
        state: filter.state.clone().filter(|state| !state.is_empty()),
        retirement_kind: filter.retirement_kind.clone(),
        missing,
    })
}
