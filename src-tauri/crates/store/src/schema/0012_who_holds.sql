-- A club or a team of volunteers holds events too, with a party organization or alone.
ALTER TABLE event ADD COLUMN team TEXT REFERENCES team (id);
CREATE INDEX event_team ON event (team, day) WHERE team IS NOT NULL;
