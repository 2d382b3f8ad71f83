-- A series knows what its occurrences are, so that one changed by hand is told from the others.
ALTER TABLE series ADD COLUMN event TEXT CHECK (event IS NULL OR json_valid(event));

-- Who came without being registered may have come late: that does not make them registered.
CREATE TABLE registration_now (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    event TEXT NOT NULL REFERENCES event (id),
    person TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL CHECK (state IN ('registered', 'waiting', 'excused', 'withdrawn', 'walk_in')),
    -- Why they are excused or were absent.
    reason TEXT,
    -- 迟到, 代签 beside a presence; 线上, 送学上门, 缺席 without one.
    attendance TEXT CHECK (attendance IN ('late', 'proxy', 'online', 'delivered', 'absent')),
    -- Of the telephone invitation: 已通知, 来, 不来, 未接.
    answer TEXT CHECK (answer IN ('told', 'comes', 'stays', 'unreached')),
    -- 家属已签字, 安全承诺书已签 (domain.md 4.5).
    family_signed INTEGER NOT NULL DEFAULT 0 CHECK (family_signed IN (0, 1)),
    safety_signed INTEGER NOT NULL DEFAULT 0 CHECK (safety_signed IN (0, 1)),
    -- Place on a roster put in order by hand.
    place INTEGER,
    -- Since when they wait; the first is the next.
    waiting_since INTEGER,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
INSERT INTO registration_now (id, site, event, person, state, reason, attendance, answer, family_signed, safety_signed, place, waiting_since, undone)
    SELECT id, site, event, person, state, reason, attendance, answer, family_signed, safety_signed, place, waiting_since, undone FROM registration;
DROP TABLE registration;
ALTER TABLE registration_now RENAME TO registration;
CREATE UNIQUE INDEX registration_event ON registration (event, person) WHERE undone = 0;
CREATE INDEX registration_person ON registration (person);

-- 团队 (domain.md 3.5): who leads it, since when it is there, what it does; and who holds which post in it.
ALTER TABLE team ADD COLUMN leader TEXT REFERENCES person (id);
ALTER TABLE team ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details));
ALTER TABLE team_member ADD COLUMN post TEXT;

-- What a year's heads without a name add to 到馆人次 is summed up without opening a row.
CREATE INDEX presence_heads ON presence (day, visits, person) WHERE person IS NULL AND undone = 0;
