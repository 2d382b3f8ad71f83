-- What a list is filtered by that is worked out of the facts and the visits (store::person::reckoned); filled when the
-- file is opened. The first and the last day 党龄 can have begun; NULL without any date.
ALTER TABLE person_sort ADD COLUMN standing_earliest TEXT;
ALTER TABLE person_sort ADD COLUMN standing_latest TEXT;
-- 到馆人次 of a year, and which; and the last day that added to it.
ALTER TABLE person_sort ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_sort ADD COLUMN visits_year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_sort ADD COLUMN last_visit TEXT;
DROP INDEX person_sort_list;
CREATE INDEX person_sort_list ON person_sort (sort, person, state, sex, birth, retirement_kind, unit, branch,
    standing_earliest, standing_latest, visits, visits_year, last_visit);
