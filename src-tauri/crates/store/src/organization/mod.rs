//! Party organizations.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One party organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRecord {
    /// Record id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// 党委, 党总支, 党支部 …
    pub kind: String,
    /// 离退休, 混编, 在职; `None` while 未定.
    pub composition: Option<String>,
    /// Record id of the superior.
    pub parent: Option<String>,
    /// Registered people whose formal membership is here and who are not 去世 or 转出.
    pub people: i64,
}

/// What is written of an organization.
#[derive(Debug, Clone, Copy)]
pub struct OrganizationFacts<'a> {
    /// Full name.
    pub name: &'a str,
    /// 党委, 党总支, 党支部 …
    pub kind: &'a str,
    /// 离退休, 混编, 在职.
    pub composition: Option<&'a str>,
    /// Record id of the superior.
    pub parent: Option<&'a str>,
}

impl Reader<'_> {
    /// All organizations by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn organizations(&self) -> StoreResult<Vec<OrganizationRecord>> {
        self.rows(
            "SELECT o.id, o.name, o.kind, o.composition, o.parent,
                    (SELECT count(*) FROM membership m JOIN person p ON p.id = m.person JOIN person_sort s ON s.person = p.id
                     WHERE m.organization = o.id AND m.kind = 'formal' AND m.to_day IS NULL AND m.undone = 0
                       AND p.undone = 0 AND p.merged_into IS NULL AND s.state NOT IN ('去世', '转出'))
             FROM organization o WHERE o.undone = 0 ORDER BY o.name",
            [],
            |row| {
                Ok(OrganizationRecord {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    kind: row.get(2)?,
                    composition: row.get(3)?,
                    parent: row.get(4)?,
                    people: row.get(5)?,
                })
            },
        )
    }

    /// The organization of exactly that name.
    ///
    /// # Errors
    /// The engine's.
    pub fn organization_id(&self, name: &str) -> StoreResult<Option<String>> {
        self.row("SELECT id FROM organization WHERE name = ?1 AND undone = 0", [name], |row| row.get(0))
    }

    /// Whether `ancestor` stands above `id` or is it: an organization cannot be its own superior.
    ///
    /// # Errors
    /// The engine's.
    pub fn is_within(&self, id: &str, ancestor: &str) -> StoreResult<bool> {
        let found = self.count(
            "WITH RECURSIVE up (id) AS (
                 SELECT ?1 UNION SELECT o.parent FROM organization o JOIN up ON o.id = up.id WHERE o.parent IS NOT NULL
             ) SELECT count(*) FROM up WHERE id = ?2",
            [id, ancestor],
        )?;
        Ok(found > 0)
    }
}

impl Writer<'_> {
    /// The organization of that name, registered as a branch where it is new; its kind is told by its name.
    pub(crate) fn organization_named(&self, name: &str) -> StoreResult<String> {
        if let Some(id) = self.organization_id(name)? {
            return Ok(id);
        }
        let kind = yinhui_core::organization::kind_of(name);
        self.create_organization(OrganizationFacts { name, kind, composition: None, parent: None })
    }

    /// Registers an organization.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the name is taken.
    pub fn create_organization(&self, facts: OrganizationFacts<'_>) -> StoreResult<String> {
        self.superior_in_use(facts)?;
        let id = new_id();
        let mut row = row_of(facts);
        row.insert("site", self.site().into());
        self.insert(Table::Organization, &id, &row, None)?;
        Ok(id)
    }

    /// Writes an organization.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] when the name is taken.
    pub fn save_organization(&self, id: &str, facts: OrganizationFacts<'_>) -> StoreResult<bool> {
        self.must_be_in_use(Table::Organization, id)?;
        self.superior_in_use(facts)?;
        self.update(Table::Organization, id, &row_of(facts), None)
    }

    fn superior_in_use(&self, facts: OrganizationFacts<'_>) -> StoreResult<()> {
        facts.parent.map_or(Ok(()), |parent| self.must_be_in_use(Table::Organization, parent))
    }
}

fn row_of(facts: OrganizationFacts<'_>) -> Row {
    Row::from([
        ("name", facts.name.into()),
        ("kind", facts.kind.into()),
        ("composition", facts.composition.into()),
        ("parent", facts.parent.into()),
    ])
}
