//! 组织生活: the meetings organizations held.

use crate::error::StoreResult;
use crate::read::Reader;
use std::collections::BTreeMap;

/// One meeting of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRecord {
    /// Record id of the event.
    pub event: String,
    /// Record id of the organization.
    pub organization: String,
    /// 党员大会 …
    pub kind: String,
    /// Business day.
    pub day: String,
    /// Its name.
    pub name: String,
}

/// Who was at a meeting, by its roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingAttendance {
    /// Registered, excused or not, and enrolled for its series.
    pub due: i64,
    /// Those of them who came or were online.
    pub present: i64,
    /// Those of them who were online.
    pub online: i64,
    /// Those of them who were excused and did not come.
    pub excused: i64,
    /// Those of them whom it was brought to.
    pub delivered: i64,
    /// Why some were excused or absent.
    pub reasons: Vec<String>,
}

/// Who is due at the meetings of some days: what is known of each, and whether they came. Who came stands in a list of its
/// own: somebody who comes daily has thousands of visits, a meeting has not.
const DUE: &str = "
    WITH meeting AS MATERIALIZED (
        SELECT id, day, series FROM event
        WHERE organization IS NOT NULL AND day BETWEEN ?1 AND ?2 AND cancelled = 0 AND undone = 0
    ), here AS MATERIALIZED (
        SELECT v.event, v.person FROM meeting e CROSS JOIN presence v ON v.event = e.id
        WHERE v.person IS NOT NULL AND v.undone = 0
    ), due AS (
        SELECT r.event AS event, r.person AS person, r.state AS state, r.attendance AS attendance, r.reason AS reason
        FROM meeting e JOIN registration r ON r.event = e.id
        WHERE r.state IN ('registered', 'excused') AND r.undone = 0
        UNION ALL
        SELECT e.id, n.person, 'registered', NULL, NULL
        FROM meeting e JOIN enrolment n ON n.series = e.series AND n.undone = 0
            AND n.from_day <= e.day AND (n.to_day IS NULL OR e.day < n.to_day)
        WHERE NOT EXISTS (SELECT 1 FROM registration r WHERE r.event = e.id AND r.person = n.person AND r.undone = 0)
    )
    SELECT due.event, due.state, due.attendance, due.reason,
           EXISTS (SELECT 1 FROM here WHERE here.event = due.event AND here.person = due.person)
    FROM due";

impl Reader<'_> {
    /// Who was at the meetings of organizations in the days from one to another, both included, by event.
    ///
    /// # Errors
    /// The engine's.
    pub fn meeting_attendance(
        &self,
        from: &str,
        to: &str,
    ) -> StoreResult<BTreeMap<String, MeetingAttendance>> {
        let mut all = BTreeMap::<String, MeetingAttendance>::new();
        let rows = self.rows(DUE, [from, to], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, bool>(4)?,
            ))
        })?;
        for (event, state, attendance, reason, here) in rows {
            let sum = all.entry(event).or_default();
            let (is_online, is_delivered) =
                (attendance.as_deref() == Some("online"), attendance.as_deref() == Some("delivered"));
            sum.due += 1;
            sum.present += i64::from(here || is_online);
            sum.online += i64::from(is_online);
            sum.delivered += i64::from(is_delivered);
            sum.excused += i64::from(state == "excused" && !here && !is_online && !is_delivered);
            sum.reasons.extend(reason.filter(|_| !here));
        }
        Ok(all)
    }

    /// The meetings of organizations in the days from one to another, both included, those cancelled left out.
    ///
    /// # Errors
    /// The engine's.
    pub fn meetings(&self, from: &str, to: &str) -> StoreResult<Vec<MeetingRecord>> {
        self.rows(
            "SELECT id, organization, kind, day, name FROM event
             WHERE organization IS NOT NULL AND day BETWEEN ?1 AND ?2 AND cancelled = 0 AND undone = 0
             ORDER BY day, from_time, id",
            [from, to],
            |row| {
                Ok(MeetingRecord {
                    event: row.get(0)?,
                    organization: row.get(1)?,
                    kind: row.get(2)?,
                    day: row.get(3)?,
                    name: row.get(4)?,
                })
            },
        )
    }
}
