use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::operator::Role;
use crate::person::columns::{Column, columns};
use crate::person::{Condition, ListPeople, PeoplePage, PersonFilter, PersonRow, own, show};
use chrono::{Duration, Months, NaiveDate};
use yinhui_core::date::typed;
use yinhui_core::person::{Field, field::Kind};
use yinhui_core::text;
use yinhui_store::StoreError;
use yinhui_store::person::{Extras, Filter, Order, OwnTest, PersonRecord, Test};

/// The most rows of one page.
const MOST: i64 = 200;

/// A page of the register.
pub(crate) fn list(context: &Context<'_>, list: ListPeople) -> Answer<PeoplePage> {
    let filter = filter(context, &list.filter)?;
    let order = order(list.sort.as_deref())?.unwrap_or_default();
    let columns = columns(list.columns.as_deref().unwrap_or_default())?;
    let limit = list.limit.clamp(1, MOST);
    let today = context.today();
    let has_own = columns.iter().any(|column| matches!(column, Column::Own(_)));
    context.read(|reader| {
        let (people, total) = reader.list_people(&filter, order, list.offset.max(0), limit)?;
        let row = |person: PersonRecord| {
            let extras = if has_own { reader.extras_of(&person.id)? } else { Extras::new() };
            let cell =
                |column: &Column| (column.key().to_owned(), column.shown(&person.facts, &extras, today));
            let cells = columns.iter().map(cell).collect();
            Ok(PersonRow { cells, ..show::row(person, today) })
        };
        Ok(PeoplePage { total, rows: people.into_iter().map(row).collect::<Result<_, StoreError>>()? })
    })
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
    let (own, also) = conditions(context, filter.also.as_deref().unwrap_or_default())?;
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
        also,
        own,
    })
}

/// Conditions of one list: more are a slip.
const MOST_CONDITIONS: usize = 10;

/// Tests of facts of the centre's own, and of fields.
type Conditions = (Vec<OwnTest>, Vec<(Field, Test)>);

fn conditions(context: &Context<'_>, asked: &[Condition]) -> Answer<Conditions> {
    if asked.len() > MOST_CONDITIONS {
        return Err(ApiError::invalid("filter.also", "count", format!("条件最多 {MOST_CONDITIONS} 个。")));
    }
    let is_admin = context.role() == Some(Role::Admin);
    let (mut own, mut also) = Conditions::default();
    for (at, condition) in asked.iter().enumerate() {
        if let Some(label) = own::label_of(&condition.field) {
            let test = tested(at, None, condition, context.today())?;
            own.push(OwnTest { label: label.to_owned(), test, guarded: !is_admin });
            continue;
        }
        let field = Field::from_key(&condition.field).ok_or_else(|| wrong(at, "没有这个项目。"))?;
        let test = tested(at, Some(field), condition, context.today())?;
        // What somebody must not see they cannot feel their way to, one digit after another.
        let tells = !matches!(test, Test::Known | Test::Missing);
        if tells && field.is_masked() && !is_admin {
            let message = format!("{}不能按内容筛选，只能筛有没有填。", field.label());
            return Err(ApiError::invalid(&format!("filter.also.{at}"), "masked", message));
        }
        also.push((field, test));
    }
    Ok((own, also))
}

fn wrong(at: usize, message: &str) -> ApiError {
    ApiError::invalid(&format!("filter.also.{at}"), "condition", message)
}

/// The test of a field, or of a fact of the centre's own, which is a text.
fn tested(at: usize, field: Option<Field>, condition: &Condition, today: NaiveDate) -> Answer<Test> {
    let wrong = |message: &str| wrong(at, message);
    let value = text::tidy(&condition.value);
    let word = || if value.is_empty() { Err(wrong("请填条件的内容。")) } else { Ok(value.clone()) };
    let date = || {
        let typed =
            field.is_some_and(|field| field.kind() == Kind::Date).then(|| typed(&value, today)).flatten();
        typed.map(|date| date.to_string()).ok_or_else(|| wrong("日期请写成 1949、1949.3 或 19490305。"))
    };
    let years = || {
        let years = value.parse::<u32>().ok().filter(|years| field == Some(Field::Birth) && *years <= 150);
        years.ok_or_else(|| wrong("年龄请填 0 到 150 的整数。"))
    };
    let born = |years: u32| today.checked_sub_months(Months::new(years * 12)).unwrap_or(today);
    Ok(match condition.test.as_str() {
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
    })
}
