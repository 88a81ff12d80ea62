-- The ledger of linkscan: what papers claim, and what each run found.
-- It can be opened with any SQLite tool from version 3.37. Times are text, ISO 8601 in UTC. NULL means unknown.
-- "Settled" results are definite: all verdicts except 'unverified', and of the health of a link ok, moved, gone and
-- invalid. A result that is not settled never replaces one that is.

CREATE TABLE runs (               -- one row per recorded run
  run INTEGER PRIMARY KEY,        -- sequential number
  at TEXT NOT NULL,               -- time of its report
  linkscan TEXT NOT NULL,         -- the version of linkscan
  inputs TEXT NOT NULL,           -- JSON array of the inputs
  papers INTEGER NOT NULL,        -- number of papers in its report
  incomplete TEXT NOT NULL        -- JSON array of the reasons why it is incomplete; [] if it is complete
) STRICT;

CREATE TABLE papers (             -- every paper in any run
  paper TEXT PRIMARY KEY,         -- its id
  title TEXT NOT NULL,
  arxiv_id TEXT,
  doi TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  published TEXT,                 -- ISO 8601, as precise as the input: 2026-11-21, 2026-11, 2026
  venue TEXT,                     -- journal or conference, as named in the input
  links INTEGER                   -- number of its addresses in `mentions`; NULL: last written with schema 2 or older
) STRICT;

CREATE TABLE claims (             -- every claim in any run, with its latest state
  claim INTEGER PRIMARY KEY,
  paper TEXT NOT NULL REFERENCES papers,
  asset TEXT NOT NULL,            -- code, model, data, demo, other
  stance TEXT NOT NULL,           -- released, promised: according to the latest text
  url TEXT,                       -- the address in the text; NULL if there is none
  sentence TEXT NOT NULL,         -- the sentence that makes the claim
  deadline TEXT,                  -- the words that give a deadline: "soon", "upon acceptance"
  verdict TEXT NOT NULL,          -- the last settled one; 'unverified' if there is none
  reason TEXT NOT NULL,           -- the reason of that verdict
  found_url TEXT,                 -- where the asset was found, if not at url
  first_seen TEXT NOT NULL,       -- when a run first saw the claim
  last_seen TEXT NOT NULL,        -- if earlier than that of its paper, the text no longer makes the claim
  changed_at TEXT,                -- when the verdict last changed; NULL if it never did
  by_hand INTEGER,                -- 1: the verdict was entered manually (--overrides)
  origin TEXT NOT NULL DEFAULT 'abstract'  -- where the claim is made: abstract, title, or the name of a field
) STRICT;

CREATE INDEX claims_of_paper ON claims (paper);

CREATE TABLE findings (           -- the history of a claim: a row whenever text or verdict change
  claim INTEGER NOT NULL REFERENCES claims,
  run INTEGER NOT NULL REFERENCES runs,
  stance TEXT NOT NULL,
  url TEXT,
  sentence TEXT NOT NULL,
  verdict TEXT NOT NULL,          -- of this run, settled or not
  reason TEXT NOT NULL,
  found_url TEXT,
  PRIMARY KEY (claim, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (              -- every address in any run, with its latest state
  url TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  health TEXT NOT NULL,           -- the last settled one; the latest if there is none
  canonical TEXT NOT NULL,        -- the canonical address
  content TEXT,                   -- present, placeholder, empty, unknown
  archived INTEGER,               -- 1: its owner archived it (made it read-only)
  reason TEXT NOT NULL,
  unsettled_runs INTEGER NOT NULL,-- consecutive runs that examined it without a settled result
  settled_at TEXT,                -- when the health was last settled
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  changed_at TEXT,
  stars INTEGER                   -- stars of a repository, the last known number
) STRICT;

CREATE TABLE mentions (           -- the addresses in the latest text of a paper
  paper TEXT NOT NULL REFERENCES papers,
  place INTEGER NOT NULL,         -- 0, 1, 2 ... in the order of the text
  url TEXT NOT NULL,
  raw TEXT NOT NULL,              -- as written in the text
  repairs TEXT NOT NULL,          -- JSON array of the repairs made
  origin TEXT NOT NULL,           -- as in claims
  is_guess INTEGER NOT NULL,      -- 1: linked to the paper by a program; it does not affect verdicts
  PRIMARY KEY (paper, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (            -- how far each query to a service was fetched
  query TEXT PRIMARY KEY,         -- as written by the user: arxiv:cs.CL
  read_until TEXT NOT NULL        -- the day of the last run that fetched it completely
) STRICT;

CREATE TABLE sightings (          -- the history of a link: a row whenever its state changes
  url TEXT NOT NULL REFERENCES links,
  run INTEGER NOT NULL REFERENCES runs,
  health TEXT NOT NULL,           -- of this run, settled or not
  canonical TEXT NOT NULL,
  content TEXT,
  archived INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (url, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (            -- the changes that each run found, with the reason
  run INTEGER NOT NULL REFERENCES runs,
  kind TEXT NOT NULL,             -- kept, appeared, back, gone, emptied, renamed, archived, reworded, ...
  paper TEXT NOT NULL REFERENCES papers,
  asset TEXT,                     -- NULL: a change of a link
  url TEXT,
  before TEXT,
  after TEXT,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX changes_of_paper ON changes (paper);

CREATE TABLE shares (             -- the counts of claims of all papers in the ledger, after each run
  run INTEGER NOT NULL REFERENCES runs,
  stance TEXT NOT NULL,
  verdict TEXT NOT NULL,          -- the last settled one
  claims INTEGER NOT NULL,
  PRIMARY KEY (run, stance, verdict)
) STRICT, WITHOUT ROWID;

CREATE VIEW standing AS           -- the claims in the latest texts of the papers
  SELECT claims.*, papers.title FROM claims JOIN papers USING (paper)
  WHERE claims.last_seen = papers.last_seen;

CREATE VIEW promises AS           -- the open promises, oldest first
  SELECT paper, title, asset, url, sentence, deadline, verdict, reason, first_seen
  FROM standing WHERE stance = 'promised' AND verdict <> 'available' ORDER BY first_seen, paper;
