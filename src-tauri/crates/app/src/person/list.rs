use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::operator::Role;
use crate::person::columns::columns;
use crate::person::{Condition, ListPeople, PeoplePage, PersonFilter, show};
use chrono::{Duration, Months, NaiveDate};
use yinhui_core::date::typed;
use yinhui_core::person::{Field, field::Kind};
use yinhui_core::text;
use yinhui_store::person::{Filter, Order, Test};

/// The most rows of one page.
const MOST: i64 = 200;

/// A page of the register.
pub(crate) fn list(context: &Context<'_>, list: ListPeople) -> Answer<PeoplePage> {
    let filter = filter(context, &list.filter)?;
    let order = order(list.sort.as_deref())?.unwrap_or_default();
    let columns = columns(list.columns.as_deref().unwrap_or_default())?;
    let limit = list.limit.clamp(1, MOST);
    let (people, total) =
        context.read(|reader| reader.list_people(&filter, order, list.offset.max(0), limit))?;
    let today = context.today();
    let row = |person| show::row(person, &columns, today);
    Ok(PeoplePage { total, rows: people.into_iter().map(row).collect() })
}

/// The order asked for, if one was.
pub(super) fn order(asked: Option<&str>) -> Answer<Option<Order>> {
    Ok(Some(match asked {
        None => return Ok(None),
        Some("name") => Order::Name,
        Some("birth") => Order::Birth,
        Some("branch") => Order::Branch,
        Some("recent") => Order::Recent,
        Some(_) => return Err(ApiError::invalid("sort", "sort", "没有这种排序。")),
    }))
}

/// What the store is asked for.
pub(crate) fn filter(context: &Context<'_>, filter: &PersonFilter) -> Answer<Filter> {
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
        team: filter.team.clone(),
        functional: filter.functional.clone(),
        also: conditions(context, filter.also.as_deref().unwrap_or_default())?,
    })
}

/// Conditions of one list: more are a slip.
const MOST_CONDITIONS: usize = 10;

fn conditions(context: &Context<'_>, asked: &[Condition]) -> Answer<Vec<(Field, Test)>> {
    if asked.len() > MOST_CONDITIONS {
        return Err(ApiError::invalid("filter.also", "count", format!("条件最多 {MOST_CONDITIONS} 个。")));
    }
    let tested = |(at, condition)| {
        let (field, test) = tested(at, condition, context.today())?;
        // What somebody must not see they cannot feel their way to, one digit after another.
        let tells = !matches!(test, Test::Known | Test::Missing);
        if tells && field.is_masked() && context.role() != Some(Role::Admin) {
            let message = format!("{}不能按内容筛选，只能筛有没有填。", field.label());
            return Err(ApiError::invalid(&format!("filter.also.{at}"), "masked", message));
        }
        Ok((field, test))
    };
    asked.iter().enumerate().map(tested).collect()
}

fn tested(at: usize, condition: &Condition, today: NaiveDate) -> Answer<(Field, Test)> {
    let wrong = |message: &str| ApiError::invalid(&format!("filter.also.{at}"), "condition", message);
    let field = Field::from_key(&condition.field).ok_or_else(|| wrong("没有这个项目。"))?;
    let value = text::tidy(&condition.value);
    let word = || if value.is_empty() { Err(wrong("请填条件的内容。")) } else { Ok(value.clone()) };
    let date = || {
        let typed = (field.kind() == Kind::Date).then(|| typed(&value, today)).flatten();
        typed.map(|date| date.to_string()).ok_or_else(|| wrong("日期请写成 1949、1949.3 或 19490305。"))
    };
    let years = || {
        let years = value.parse::<u32>().ok().filter(|years| field == Field::Birth && *years <= 150);
        years.ok_or_else(|| wrong("年龄请填 0 到 150 的整数。"))
    };
    let born = |years: u32| today.checked_sub_months(Months::new(years * 12)).unwrap_or(today);
    let test = match condition.test.as_str() {
        "is" => Test::Is(word()?),
        "is_not" => Test::IsNot(word()?),
        "begins" => Test::Begins(word()?),
        "has" => Test::Has(word()?),
        "known" => Test::Known,
        "missing" => Test::Missing,
        "from" => Test::From(date()?),
        "to" => Test::To(date()?),
        "age_from" => Test::To(born(years()?).to_string()),
        "age_to" => Test::From((born(years()? + 1) + Duration::days(1)).to_string()),
        _ => return Err(wrong("没有这种条件。")),
    };
    Ok((field, test))
}
