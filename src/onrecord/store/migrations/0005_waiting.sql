-- Reports that are stored and wait to be let in, some hundred at a time, so that whoever else writes never waits for all of them.

CREATE TABLE waiting (
    report    INTEGER PRIMARY KEY,          -- the number of its id
    report_id TEXT NOT NULL,
    run       INTEGER NOT NULL,             -- which adding brought it: that one lets it in
    published TEXT NOT NULL,                -- '' where it is not known: reports of one event are best let in together
    content   BLOB NOT NULL                 -- its features
) STRICT;
CREATE INDEX waiting_by_day ON waiting (run, published, report);

CREATE TABLE made_with (                    -- the settings and models by which what is held was read and grouped
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE to_read_again (                -- versions of reports that are still to be read by the settings of made_with
    version_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
