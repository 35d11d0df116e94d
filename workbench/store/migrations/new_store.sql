CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE stories (
	id VARCHAR(80) NOT NULL, 
	title TEXT NOT NULL, 
	draft INTEGER NOT NULL, 
	published VARCHAR(40), 
	received_at VARCHAR(20) NOT NULL, 
	revision INTEGER NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, signed_by TEXT, signed_at VARCHAR(20), signed_sha256 VARCHAR(64), signed_alone BOOLEAN, broken_by TEXT, broken_at VARCHAR(20), deadline VARCHAR(20), archived BOOLEAN DEFAULT 0 NOT NULL, signed_unsourced INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE drafts (
	story_id VARCHAR(80) NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	received_at VARCHAR(20) NOT NULL, 
	received_by TEXT NOT NULL, 
	PRIMARY KEY (story_id, number), 
	FOREIGN KEY(story_id) REFERENCES stories (id)
);

CREATE TABLE claims (
	id VARCHAR(100) NOT NULL, 
	story_id VARCHAR(80) NOT NULL, 
	draft INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	past INTEGER NOT NULL, 
	reading TEXT NOT NULL, 
	added_by_hand BOOLEAN NOT NULL, 
	status VARCHAR(30) NOT NULL, 
	said_so VARCHAR(30), 
	proposed TEXT, 
	note TEXT, 
	checked_by TEXT, 
	checked_at VARCHAR(20), 
	stated_in TEXT, 
	second_by TEXT, 
	second_at VARCHAR(20), 
	unsourced BOOLEAN NOT NULL, decision VARCHAR(10), gone BOOLEAN DEFAULT 0 NOT NULL, reason TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(story_id, draft) REFERENCES drafts (story_id, number)
);

CREATE TABLE sources (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	address TEXT NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	confidential BOOLEAN NOT NULL
, csl TEXT, same_as INTEGER);

CREATE TABLE evidence (
	claim_id VARCHAR(100) NOT NULL, 
	position INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	cited TEXT NOT NULL, 
	locator TEXT NOT NULL, 
	quote TEXT NOT NULL, 
	supports TEXT NOT NULL, file_sha256 VARCHAR(64), 
	PRIMARY KEY (claim_id, position), 
	FOREIGN KEY(claim_id) REFERENCES claims (id), 
	FOREIGN KEY(source_id) REFERENCES sources (id)
);

CREATE TABLE events (
	story_id VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	at VARCHAR(20) NOT NULL, 
	who TEXT NOT NULL, 
	claim_id VARCHAR(100), 
	field VARCHAR(30) NOT NULL, 
	old_hash VARCHAR(64), 
	new_hash VARCHAR(64), 
	batch INTEGER NOT NULL, 
	prev_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, proven BOOLEAN, 
	PRIMARY KEY (story_id, seq), 
	FOREIGN KEY(story_id) REFERENCES stories (id)
);

CREATE TABLE event_values (
	story_id VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	side VARCHAR(3) NOT NULL, 
	salt VARCHAR(64), 
	value TEXT, 
	PRIMARY KEY (story_id, seq, side), 
	FOREIGN KEY(story_id, seq) REFERENCES events (story_id, seq)
);

CREATE TABLE desk_settings (
	name VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	set_by TEXT NOT NULL, 
	set_at VARCHAR(20) NOT NULL, 
	PRIMARY KEY (name)
);

CREATE TABLE presence (
	story_id VARCHAR(80) NOT NULL, 
	who TEXT NOT NULL, 
	claim_id VARCHAR(100), 
	at INTEGER NOT NULL, 
	PRIMARY KEY (story_id, who)
);

CREATE TABLE source_log (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR(20) NOT NULL, 
	who TEXT NOT NULL, 
	source_id INTEGER NOT NULL, 
	old TEXT, 
	new TEXT
);

CREATE TABLE originals (
	sha256 VARCHAR(64) NOT NULL, 
	data BLOB, 
	PRIMARY KEY (sha256)
);

CREATE TABLE draft_files (
	story_id VARCHAR(80) NOT NULL, 
	draft INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	encoding VARCHAR(40) NOT NULL, 
	byline TEXT NOT NULL, 
	language TEXT NOT NULL, 
	address TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	locators TEXT NOT NULL, 
	comments TEXT NOT NULL, 
	PRIMARY KEY (story_id, draft), 
	FOREIGN KEY(story_id, draft) REFERENCES drafts (story_id, number), 
	FOREIGN KEY(sha256) REFERENCES originals (sha256)
);

CREATE TABLE source_files (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	story_id VARCHAR(80), 
	name TEXT NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	size INTEGER NOT NULL, 
	encoding VARCHAR(40) NOT NULL, 
	address TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	kept_at VARCHAR(20) NOT NULL, 
	kept_by TEXT NOT NULL, 
	erased_by TEXT, 
	erased_at VARCHAR(20), 
	reason TEXT, 
	FOREIGN KEY(source_id) REFERENCES sources (id), 
	FOREIGN KEY(sha256) REFERENCES originals (sha256), 
	FOREIGN KEY(story_id) REFERENCES stories (id)
);

CREATE TABLE lookups (
	claim_id VARCHAR(100) NOT NULL, 
	story_id VARCHAR(80) NOT NULL, 
	stands VARCHAR(10) NOT NULL, 
	file_sha256 VARCHAR(64), 
	file_name TEXT NOT NULL, 
	place TEXT NOT NULL, 
	said TEXT NOT NULL, 
	reading_hash VARCHAR(64) NOT NULL, 
	at VARCHAR(20) NOT NULL, 
	PRIMARY KEY (claim_id)
);

CREATE UNIQUE INDEX claims_by_number ON claims (story_id, number);

CREATE INDEX claims_by_place ON claims (story_id, draft, first, past);

CREATE INDEX claims_by_status ON claims (story_id, gone, status, unsourced);

CREATE INDEX draft_files_by_original ON draft_files (sha256);

CREATE INDEX drafts_by_hash ON drafts (sha256);

CREATE INDEX events_by_claim ON events (claim_id, field, seq);

CREATE INDEX events_by_hash ON events (hash);

CREATE INDEX events_by_person ON events (story_id, who, seq);

CREATE INDEX evidence_by_file ON evidence (file_sha256);

CREATE INDEX evidence_by_source ON evidence (source_id);

CREATE INDEX lookups_by_file ON lookups (file_sha256);

CREATE INDEX lookups_by_story ON lookups (story_id);

CREATE INDEX source_files_by_original ON source_files (sha256);

CREATE UNIQUE INDEX source_files_by_source ON source_files (source_id, sha256);

CREATE INDEX source_files_by_story ON source_files (story_id);

CREATE INDEX source_log_by_source ON source_log (source_id, seq);

CREATE INDEX sources_by_address ON sources (address);

CREATE INDEX sources_by_same ON sources (same_as);

CREATE INDEX sources_by_title ON sources (title_key);

CREATE TRIGGER event_values_never_go BEFORE DELETE ON event_values
    BEGIN SELECT RAISE(ABORT, 'values of events are never deleted'); END;

CREATE TRIGGER event_values_only_erased BEFORE UPDATE ON event_values
    WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'values of events are erased or left alone'); END;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_never_go BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

INSERT INTO alembic_version (version_num) VALUES ('0005');
