-- A run of `check --record` or `recheck`. Its number, not its time, gives the order: clocks go back.
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    version TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER
) STRICT;

-- A page, known by its address as links are compared, or by its path.
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    location TEXT NOT NULL,
    kind TEXT NOT NULL,
    site TEXT NOT NULL,
    title TEXT,
    language TEXT
) STRICT;

-- A work: the original to credit.
CREATE TABLE work (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    location TEXT NOT NULL,
    url TEXT,
    title TEXT,
    publisher TEXT
) STRICT;

-- What a page looked like in the eyes of a run; most runs see what the run before saw.
CREATE TABLE appearance (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    told TEXT NOT NULL
) STRICT;

-- One work on one page. The state is made from the sightings and events, and kept here to be found quickly.
CREATE TABLE copy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page INTEGER NOT NULL REFERENCES page (id),
    work INTEGER NOT NULL REFERENCES work (id),
    opened INTEGER NOT NULL,
    rule TEXT,
    state TEXT NOT NULL,
    since INTEGER NOT NULL,
    written INTEGER,
    reply_by INTEGER,
    seen TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    codes TEXT NOT NULL,
    share REAL,
    evidence BLOB,
    UNIQUE (page, work)
) STRICT;
CREATE INDEX copy_of_work ON copy (work);

-- What a run saw of a copy.
CREATE TABLE sighting (
    copy INTEGER NOT NULL REFERENCES copy (id),
    run INTEGER NOT NULL REFERENCES run (id),
    at INTEGER NOT NULL,
    seen TEXT NOT NULL,
    codes TEXT NOT NULL,
    original_share REAL,
    page_share REAL,
    appearance INTEGER REFERENCES appearance (id),
    evidence BLOB,
    PRIMARY KEY (copy, run)
) STRICT, WITHOUT ROWID;

-- What a person did about a copy, after which run.
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    copy INTEGER NOT NULL REFERENCES copy (id),
    run INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT,
    reply_by INTEGER,
    told TEXT NOT NULL
) STRICT;
CREATE INDEX event_of_copy ON event (copy);
