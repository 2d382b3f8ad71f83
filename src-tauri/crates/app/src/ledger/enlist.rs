//! Lines of a list that are no ledger's own: they take somebody into the pool, or into a team.

use crate::error::{Answer, ApiError, Code};
use crate::ledger::save::Line;
use crate::person::show;
use crate::talent;
use crate::team::kinds;
use std::collections::BTreeMap;
use yinhui_core::kind::find;
use yinhui_core::person::Field;
use yinhui_core::text;
use yinhui_store::talent::TalentFacts;
use yinhui_store::team::{TeamFacts, TeamRecord};
use yinhui_store::write::Table;
use yinhui_store::{Reader, StoreError, Writer};

/// Key of the list of the pool.
pub(super) const TALENT: &str = "talent";
/// The line takes nobody anywhere: they are there already.
pub(super) fn stands(reader: &Reader<'_>, line: &Line) -> Result<bool, StoreError> {
    let person = line.person();
    if line.ledger.key == TALENT {
        return Ok(reader.talent_of(person)?.is_some());
    }
    let Some(team) = team(reader, line)? else { return Ok(false) };
    let held = reader.teams_of(person)?;
    Ok(held.iter().any(|held| held.to == team.id && held.to_day == line.until))
}

/// What speaks against a line that its columns do not say.
pub(super) fn check(reader: &Reader<'_>, line: &Line) -> Answer<()> {
    if show::fact(&reader.person(line.person())?.facts, Field::State) == "去世" {
        let message = format!("这位同志登记为去世，不能列入{}。", line.ledger.title);
        return Err(ApiError::invalid("person", "deceased", message));
    }
    if line.ledger.key == TALENT {
        if matches!(line.state.as_deref(), Some("暂停" | "出库")) && line.fact("reason").is_empty() {
            let message = "暂停和出库的请写明原因。";
            return Err(ApiError::invalid("facts.reason", "required", message));
        }
        let rules = talent::rules::in_force(reader)?;
        let entry = talent_facts(line)?;
        return talent::save::refuse_category(&rules, line.fact("category"), entry.get("others"));
    }
    match team(reader, line)? {
        Some(team) if team.ended => Err(ApiError::new(Code::Conflict, "这个团队已经停止活动，不能再加入。")),
        Some(_) => Ok(()),
        None => kind_of_new(reader, line).map(|_| ()),
    }
}

/// The kind of a team that the line founds.
fn kind_of_new(reader: &Reader<'_>, line: &Line) -> Answer<String> {
    match find(&kinds::in_force(reader)?, "team_kind", line.fact("kind")) {
        Some(kind) => Ok(kind.to_owned()),
        None if line.fact("kind").is_empty() => {
            Err(ApiError::invalid("facts.kind", "required", "没有这个团队，要新建请填团队类别。"))
        }
        None => Err(ApiError::invalid("facts.kind", "not_in_list", "没有这个团队类别，请改成列表里的。")),
    }
}

/// Takes somebody in; answers the record id of their entry.
pub(super) fn write(writer: &Writer<'_>, line: &Line) -> Answer<String> {
    check(writer, line)?;
    if line.ledger.key == TALENT { into_pool(writer, line) } else { into_team(writer, line) }
}

fn into_pool(writer: &Writer<'_>, line: &Line) -> Answer<String> {
    if writer.talent_of(line.person())?.is_some() {
        let message = "这位同志已在人才库里，请打开原来的登记修改。";
        return Err(ApiError::invalid("person", "second", message));
    }
    let facts = TalentFacts {
        person: line.person(),
        category: line.fact("category"),
        external: !line.fact("external").is_empty(),
        facts: &talent_facts(line)?,
    };
    let id = writer.save_talent(None, facts)?;
    let state = line.state.as_deref().unwrap_or("入库");
    let reason = Some(line.fact("reason")).filter(|reason| !reason.is_empty());
    // Who is out was in before.
    let first = match state {
        "暂停" | "出库" => Some("入库"),
        "审核" => Some("申报"),
        _ => None,
    };
    for (state, reason) in first.map(|first| (first, None)).into_iter().chain([(state, reason)]) {
        writer.begin_talent_state(&writer.talent(&id)?, state, &line.day, reason)?;
    }
    Ok(id)
}

/// What stands in the entry of somebody in the pool: 周一、周四 as `1 4`, names with a space between them.
fn talent_facts(line: &Line) -> Answer<BTreeMap<String, String>> {
    let known = talent::FACTS.iter().filter_map(|(key, _)| Some((*key, line.facts.get(*key)?)));
    let facts = known.map(|(key, value)| {
        let parted =
            || value.split(['、', '，', ',', ';', '；', '/']).map(str::trim).collect::<Vec<_>>().join(" ");
        let value = match key {
            "others" | "elders" => parted(),
            "weekdays" => weekdays(value),
            _ => value.clone(),
        };
        (key.to_owned(), value)
    });
    talent::save::facts(&facts.collect())
}

/// 周一、周四, 星期一至星期五 or `1 4` as `1 4`; what is not understood stays, and is refused.
fn weekdays(written: &str) -> String {
    const DAYS: &str = "一二三四五六日";
    let bare =
        text::compact(written).replace("星期", "").replace(['周', '礼'], "").replace(['天', '末'], "日");
    let day = |letter: char| {
        DAYS.chars()
            .position(|day| day == letter)
            .or_else(|| usize::try_from(letter.to_digit(10)?.checked_sub(1)?).ok())
    };
    if let Some((from, to)) = bare.split_once(['至', '到', '-', '－', '—'])
        && let (Some(from), Some(to)) = (from.chars().next().and_then(day), to.chars().next().and_then(day))
    {
        return (from..=to).map(|day| (day + 1).to_string()).collect::<Vec<_>>().join(" ");
    }
    let letters = bare.chars().filter(|letter| !"、，,;；/".contains(*letter));
    let days = letters.map(|letter| day(letter).map(|day| (day + 1).to_string())).collect::<Option<Vec<_>>>();
    days.map_or_else(|| written.to_owned(), |days| days.join(" "))
}

fn team(reader: &Reader<'_>, line: &Line) -> Result<Option<TeamRecord>, StoreError> {
    let name = text::compact(line.fact("team"));
    Ok(reader.teams()?.into_iter().find(|team| text::compact(&team.name) == name))
}

fn into_team(writer: &Writer<'_>, line: &Line) -> Answer<String> {
    let team = match team(writer, line)? {
        Some(team) => team.id,
        None => {
            let kind = kind_of_new(writer, line)?;
            writer
                .save_team(None, TeamFacts { name: line.fact("team"), kind: &kind, ..TeamFacts::default() })?
        }
    };
    let id = writer.join_team(&team, line.person(), &line.day, line.fact("post"))?;
    if let Some(until) = &line.until {
        let held = writer.team_member(&id)?;
        writer.end_belonging(Table::TeamMember, &held, until)?;
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::weekdays;

    #[test]
    fn days_of_the_week_are_read_as_people_write_them() {
        for (written, days) in [
            ("周一、周四", "1 4"),
            ("星期一至星期五", "1 2 3 4 5"),
            ("周六日", "6 7"),
            ("1 4", "1 4"),
            ("周日", "7"),
            ("星期天", "7"),
            ("有空就来", "有空就来"),
        ] {
            assert_eq!(weekdays(written), days, "{written}");
        }
    }
}
