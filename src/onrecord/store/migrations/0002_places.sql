-- Where each report stands: its text, what that hangs together with, and the report that stands for its family. Numbers are 64 bits of ids and
-- keys themselves (number_of), so that nothing depends on who came first. All of it is derived from features and can be made again.

CREATE TABLE features (                     -- of the current version of each report: what grouping compares
    report    INTEGER PRIMARY KEY,          -- the number of its id
    report_id TEXT NOT NULL,
    content   BLOB NOT NULL
) STRICT;
CREATE TABLE arrivals (                     -- reports that have no place yet
    report INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE departures (                   -- places that are to be taken out: of reports removed, or of which there is a new version
    report    INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL,
    text      INTEGER NOT NULL,
    component INTEGER NOT NULL,
    lead      INTEGER NOT NULL,
    content   BLOB NOT NULL                 -- the features that it had
) STRICT;
CREATE TABLE places (
    report    INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL,
    text      INTEGER NOT NULL,             -- word-for-word copies share one
    component INTEGER NOT NULL,             -- the smallest text that this one hangs together with
    lead      INTEGER NOT NULL              -- the report that stands for its family
) STRICT;
CREATE INDEX places_by_text ON places (text);
CREATE INDEX places_by_component ON places (component);
CREATE INDEX places_by_lead ON places (lead);

CREATE TABLE family_keys (
    key    INTEGER NOT NULL,
    holder INTEGER NOT NULL,                -- a text
    PRIMARY KEY (key, holder)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_keys (
    key    INTEGER NOT NULL,
    holder INTEGER NOT NULL,                -- a lead
    PRIMARY KEY (key, holder)
) STRICT, WITHOUT ROWID;
CREATE TABLE page_lines (                   -- the lines of each report, by outlet and words
    key    INTEGER NOT NULL,
    page   INTEGER NOT NULL,                -- a mark that versions of one text mostly share
    report INTEGER NOT NULL,
    PRIMARY KEY (key, page, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE recurring_lines (              -- those that stand on unrelated pages of their outlet
    key INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE leads (
    report INTEGER PRIMARY KEY,
    loss   INTEGER NOT NULL,                -- what its company takes from its links
    best   INTEGER NOT NULL,                -- the score of its best link
    day    INTEGER,
    signs  BLOB NOT NULL
) STRICT;
CREATE TABLE story_links (                  -- between leads, once in each direction, before they are weighed
    one   INTEGER NOT NULL,
    other INTEGER NOT NULL,
    score INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

INSERT OR REPLACE INTO features (report, report_id, content)
    SELECT number_of(report_id), report_id, features FROM reports WHERE is_current;
INSERT INTO arrivals (report) SELECT report FROM features;
UPDATE reports SET is_linked = 0 WHERE is_current;
ALTER TABLE reports DROP COLUMN features;
DROP TABLE block_keys;
DROP TABLE links;
