PRAGMA application_id=1465273427;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE backup (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	path VARCHAR NOT NULL, 
	made_on DATE NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP)
);
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entry_id INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_key VARCHAR NOT NULL, 
	op VARCHAR NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR, 
	CONSTRAINT op_is_known CHECK (op IN ('insert', 'update', 'delete')), 
	FOREIGN KEY(entry_id) REFERENCES history (id)
);
INSERT INTO "change" VALUES(1,1,'claim_sheet','[1]','insert',NULL,'{"id":1,"number":"C-2026-01","mentor_id":1,"until":"2026-11-23","made_on":"2026-11-23","withdrawn_on":null,"withdrawn_reason":"","entered_at":"2026-11-25 13:24:34"}');
INSERT INTO "change" VALUES(2,1,'claim_line','[1]','insert',NULL,'{"id":1,"sheet_id":1,"kind":"stipend","item_id":1,"meeting_id":1,"amount_cents":12500,"rate":1250000,"live":1}');
INSERT INTO "change" VALUES(3,1,'claim_line','[2]','insert',NULL,'{"id":2,"sheet_id":1,"kind":"travel","item_id":1,"meeting_id":1,"amount_cents":7250,"rate":7250,"live":1}');
INSERT INTO "change" VALUES(4,2,'payment','[1]','insert',NULL,'{"id":1,"kind":"stipend","item_id":1,"meeting_id":1,"pair_id":1,"person_id":1,"payee":"Mentor 1","amount_cents":12500,"rate":1250000,"paid_on":"2026-11-23","reference":"check 1","sheet_id":1,"voided_on":null,"void_reason":null,"voided_at":null,"voided_by":null,"entered_by":"coordinator","entered_at":"2026-11-25 13:24:34"}');
INSERT INTO "change" VALUES(5,2,'payment','[2]','insert',NULL,'{"id":2,"kind":"travel","item_id":1,"meeting_id":1,"pair_id":1,"person_id":1,"payee":"Mentor 1","amount_cents":7250,"rate":7250,"paid_on":"2026-11-23","reference":"check 1","sheet_id":1,"voided_on":null,"void_reason":null,"voided_at":null,"voided_by":null,"entered_by":"coordinator","entered_at":"2026-11-25 13:24:34"}');
CREATE TABLE check_in (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	partner VARCHAR, 
	going VARCHAR, 
	answered BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT partner_is_known CHECK (partner IN ('mentor', 'mentee', 'both')), 
	CONSTRAINT going_is_known CHECK (going IN ('well', 'mixed', 'badly')), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
CREATE TABLE claim (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	traveler VARCHAR NOT NULL, 
	miles_tenths INTEGER NOT NULL, 
	expense_cents INTEGER NOT NULL, expenses VARCHAR DEFAULT '' NOT NULL, route VARCHAR DEFAULT '' NOT NULL, 
	UNIQUE (meeting_id, traveler), 
	CONSTRAINT traveler_is_known CHECK (traveler IN ('mentor', 'mentee')), 
	CONSTRAINT miles_in_range CHECK (miles_tenths BETWEEN 0 AND 20000), 
	CONSTRAINT expense_in_range CHECK (expense_cents BETWEEN 0 AND 1000000), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "claim" VALUES(1,1,'mentor',1000,0,'','');
CREATE TABLE claim_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sheet_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	item_id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	amount_cents INTEGER NOT NULL, 
	rate INTEGER, 
	live BOOLEAN NOT NULL, 
	CONSTRAINT kind_is_known CHECK (kind IN ('stipend', 'travel')), 
	FOREIGN KEY(sheet_id) REFERENCES claim_sheet (id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "claim_line" VALUES(1,1,'stipend',1,1,12500,1250000,1);
INSERT INTO "claim_line" VALUES(2,1,'travel',1,1,7250,7250,1);
CREATE TABLE claim_mark (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sheet_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT state_is_known CHECK (state IN ('sent', 'approved')), 
	FOREIGN KEY(sheet_id) REFERENCES claim_sheet (id), 
	UNIQUE (sheet_id, state)
);
CREATE TABLE claim_sheet (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	number VARCHAR NOT NULL, 
	mentor_id INTEGER NOT NULL, 
	until DATE NOT NULL, 
	made_on DATE NOT NULL, 
	withdrawn_on DATE, 
	withdrawn_reason VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	FOREIGN KEY(mentor_id) REFERENCES person (id), 
	UNIQUE (number)
);
INSERT INTO "claim_sheet" VALUES(1,'C-2026-01',1,'2026-11-23','2026-11-23',NULL,'','2026-11-25 13:24:34');
CREATE TABLE evaluation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	partner VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	rating INTEGER, 
	goals_met VARCHAR, 
	support INTEGER, 
	again VARCHAR, 
	note VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT goals_met_is_known CHECK (goals_met IN ('yes', 'mostly', 'partly', 'no')), 
	CONSTRAINT partner_is_known CHECK (partner IN ('mentor', 'mentee')), 
	CONSTRAINT rating_in_range CHECK (rating BETWEEN 1 AND 5), 
	CONSTRAINT support_in_range CHECK (support BETWEEN 1 AND 5), 
	CONSTRAINT again_is_known CHECK (again IN ('yes', 'maybe', 'no')), 
	FOREIGN KEY(pair_id) REFERENCES pair (id), 
	UNIQUE (pair_id, partner, day)
);
INSERT INTO "evaluation" VALUES(1,1,'mentor','2026-11-01',4,'mostly',5,'yes','a note','2026-11-24 03:47:39');
CREATE TABLE excused (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	until DATE, 
	reason VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT kind_is_known CHECK (kind IN ('first-visit', 'goals', 'contact', 'check-in', 'evaluation', 'confirm-meeting')), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
CREATE TABLE expertise (
	person_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	PRIMARY KEY (person_id, topic_id), 
	FOREIGN KEY(person_id) REFERENCES mentor (person_id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);
CREATE TABLE extension (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	decided_on DATE NOT NULL, 
	until DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
CREATE TABLE form (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	columns VARCHAR NOT NULL, 
	UNIQUE (kind, fingerprint)
);
INSERT INTO "form" VALUES(1,'mentors','abc','{}');
CREATE TABLE goal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	term VARCHAR NOT NULL, 
	goal VARCHAR NOT NULL, 
	topic_id INTEGER, 
	shared_on DATE, 
	done_on DATE, 
	dropped_on DATE, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT term_is_known CHECK (term IN ('short', 'long')), 
	FOREIGN KEY(pair_id) REFERENCES pair (id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);
CREATE TABLE history (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	command VARCHAR NOT NULL, 
	arguments VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	undoes INTEGER, 
	final BOOLEAN NOT NULL, 
	FOREIGN KEY(undoes) REFERENCES history (id)
);
INSERT INTO "history" VALUES(1,'2026-11-25 13:24:34','stipends claim','["1", "--yes"]','coordinator',NULL,0);
INSERT INTO "history" VALUES(2,'2026-11-25 13:24:34','stipends pay','["--reference", "check 1", "--yes"]','coordinator',NULL,0);
CREATE TABLE keep_apart (
	mentee_id INTEGER NOT NULL, 
	mentor_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (mentee_id, mentor_id), 
	FOREIGN KEY(mentee_id) REFERENCES person (id), 
	FOREIGN KEY(mentor_id) REFERENCES person (id)
);
CREATE TABLE letter (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	pair_id INTEGER, 
	obligation VARCHAR NOT NULL, 
	due DATE, 
	reference VARCHAR NOT NULL, 
	sent_on DATE NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT kind_is_known CHECK (kind IN ('intro', 'remind', 'evaluate', 'closing', 'payment')), 
	FOREIGN KEY(person_id) REFERENCES person (id), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
CREATE TABLE letter_answer (
	pair_id INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	about DATE NOT NULL, 
	yes BOOLEAN NOT NULL, 
	PRIMARY KEY (pair_id, question, about), 
	CONSTRAINT question_is_known CHECK (question IN ('let-end', 'write')), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
CREATE TABLE library (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR COLLATE "NOCASE" NOT NULL, 
	city VARCHAR COLLATE "NOCASE" NOT NULL, 
	county VARCHAR NOT NULL, 
	latitude FLOAT, 
	longitude FLOAT, 
	population INTEGER, 
	locale VARCHAR, 
	fscskey VARCHAR, 
	member BOOLEAN NOT NULL, aliases VARCHAR DEFAULT '' NOT NULL, 
	UNIQUE (name, city), 
	CONSTRAINT latitude_on_earth CHECK (latitude BETWEEN -90 AND 90), 
	CONSTRAINT longitude_on_earth CHECK (longitude BETWEEN -180 AND 180), 
	CONSTRAINT population_not_negative CHECK (population >= 0), 
	UNIQUE (fscskey)
);
INSERT INTO "library" VALUES(1,'Here Library','Here','',NULL,NULL,NULL,NULL,NULL,0,'HL');
INSERT INTO "library" VALUES(2,'There Library','There','',NULL,NULL,NULL,NULL,NULL,0,'');
CREATE TABLE meeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	state VARCHAR NOT NULL, 
	method VARCHAR NOT NULL, 
	place VARCHAR, 
	minutes INTEGER, 
	note VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT state_is_known CHECK (state IN ('held', 'planned', 'attempted', 'cancelled')), 
	CONSTRAINT method_is_known CHECK (method IN ('in-person', 'phone', 'video', 'email', 'text', 'carpool', 'other')), 
	CONSTRAINT place_is_known CHECK (place IN ('mentor-library', 'mentee-library', 'elsewhere')), 
	CONSTRAINT minutes_in_a_day CHECK (minutes > 0 AND minutes <= 1440), 
	CONSTRAINT place_iff_in_person CHECK ((method = 'in-person') = (place IS NOT NULL)), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
INSERT INTO "meeting" VALUES(1,1,'2026-06-20','held','in-person','mentee-library',360,'','2026-11-24 03:47:39');
CREATE TABLE meeting_report (
	meeting_id INTEGER NOT NULL, 
	partner VARCHAR NOT NULL, 
	PRIMARY KEY (meeting_id, partner), 
	CONSTRAINT partner_is_known CHECK (partner IN ('mentor', 'mentee')), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
CREATE TABLE meeting_topic (
	meeting_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	PRIMARY KEY (meeting_id, topic_id), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);
CREATE TABLE mentee (
	person_id INTEGER NOT NULL, 
	administrator_since DATE NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (person_id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "mentee" VALUES(2,'2026-01-01','');
CREATE TABLE mentor (
	person_id INTEGER NOT NULL, 
	experience_since DATE NOT NULL, 
	capacity INTEGER NOT NULL, 
	max_miles_tenths INTEGER, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (person_id), 
	CONSTRAINT capacity_not_negative CHECK (capacity >= 0), 
	CONSTRAINT max_miles_not_negative CHECK (max_miles_tenths >= 0), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "mentor" VALUES(1,'2010-01-01',1,NULL,'');
CREATE TABLE need (
	person_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	priority VARCHAR NOT NULL, 
	PRIMARY KEY (person_id, topic_id), 
	CONSTRAINT priority_is_known CHECK (priority IN ('high', 'medium', 'low')), 
	FOREIGN KEY(person_id) REFERENCES mentee (person_id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);
CREATE TABLE pair (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	mentor_id INTEGER NOT NULL, 
	mentee_id INTEGER NOT NULL, 
	matched_on DATE NOT NULL, 
	ended_on DATE, 
	end_reason VARCHAR NOT NULL, 
	waived VARCHAR, 
	score INTEGER, 
	factors VARCHAR, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT two_people CHECK (mentor_id <> mentee_id), 
	CONSTRAINT ends_after_match CHECK (ended_on >= matched_on), 
	FOREIGN KEY(mentor_id) REFERENCES person (id), 
	FOREIGN KEY(mentee_id) REFERENCES person (id)
);
INSERT INTO "pair" VALUES(1,1,2,'2026-06-01',NULL,'',NULL,5000,'{"culture": {"known": false, "value": 0.5, "weight": 20, "why": "culture unknown"}, "interests": {"known": false, "value": 0.5, "weight": 20, "why": "interests unknown"}, "location": {"known": false, "value": 0.5, "weight": 20, "why": "distance unknown"}, "need": {"known": false, "value": 0.5, "weight": 40, "why": "needs unknown"}}','2026-11-24 03:47:39');
CREATE TABLE payment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	item_id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	pair_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	payee VARCHAR NOT NULL, 
	amount_cents INTEGER NOT NULL, 
	rate INTEGER, 
	paid_on DATE NOT NULL, 
	reference VARCHAR NOT NULL, 
	sheet_id INTEGER, 
	voided_on DATE, 
	void_reason VARCHAR, 
	voided_at VARCHAR, 
	voided_by VARCHAR, 
	entered_by VARCHAR NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT kind_is_known CHECK (kind IN ('stipend', 'travel')), 
	CONSTRAINT amount_positive CHECK (amount_cents > 0), 
	CONSTRAINT voided_after_paid CHECK (voided_on >= paid_on), 
	FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	FOREIGN KEY(pair_id) REFERENCES pair (id), 
	FOREIGN KEY(person_id) REFERENCES person (id), 
	FOREIGN KEY(sheet_id) REFERENCES claim_sheet (id)
);
INSERT INTO "payment" VALUES(1,'stipend',1,1,1,1,'Mentor 1',12500,1250000,'2026-11-23','check 1',1,NULL,NULL,NULL,NULL,'coordinator','2026-11-25 13:24:34');
INSERT INTO "payment" VALUES(2,'travel',1,1,1,1,'Mentor 1',7250,7250,'2026-11-23','check 1',1,NULL,NULL,NULL,NULL,'coordinator','2026-11-25 13:24:34');
CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	email VARCHAR COLLATE "NOCASE" NOT NULL, 
	phone VARCHAR NOT NULL, 
	library_id INTEGER, address VARCHAR DEFAULT '' NOT NULL, dear VARCHAR DEFAULT '' NOT NULL, no_letters VARCHAR, w9_on DATE, vendor VARCHAR DEFAULT '' NOT NULL, payable_to VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT person_named CHECK (length(name) > 0), 
	UNIQUE (email), 
	FOREIGN KEY(library_id) REFERENCES library (id)
);
INSERT INTO "person" VALUES(1,'Mentor 1','mentor1@example.org','',1,'','',NULL,NULL,'','');
INSERT INTO "person" VALUES(2,'Mentee 1','mentee1@example.org','',2,'','',NULL,NULL,'','');
CREATE TABLE question (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	pair_id INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	asked_on DATE NOT NULL, 
	done_on DATE, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	FOREIGN KEY(pair_id) REFERENCES pair (id)
);
INSERT INTO "question" VALUES(1,1,'a question','2026-11-23',NULL,'2026-11-24 03:47:39');
CREATE TABLE rate (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	rate INTEGER NOT NULL, 
	since DATE NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	UNIQUE (kind, since), 
	CONSTRAINT kind_is_known CHECK (kind IN ('mileage', 'stipend')), 
	CONSTRAINT rate_not_negative CHECK (rate >= 0)
);
INSERT INTO "rate" VALUES(1,'stipend',1250000,'1950-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(2,'mileage',5450,'2018-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(3,'mileage',5800,'2019-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(4,'mileage',5750,'2020-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(5,'mileage',5600,'2021-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(6,'mileage',5850,'2022-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(7,'mileage',6250,'2022-07-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(8,'mileage',6550,'2023-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(9,'mileage',6700,'2024-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(10,'mileage',7000,'2025-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(11,'mileage',7250,'2026-01-01','2026-11-24 03:47:39');
INSERT INTO "rate" VALUES(12,'mileage',7600,'2026-07-01','2026-11-24 03:47:39');
CREATE TABLE role_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	CONSTRAINT role_is_known CHECK (role IN ('mentor', 'mentee')), 
	CONSTRAINT status_is_known CHECK (status IN ('paused', 'withdrawn', 'resumed')), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE said (
	form_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	record_id INTEGER NOT NULL, 
	cells VARCHAR NOT NULL, 
	PRIMARY KEY (form_id, "key"), 
	FOREIGN KEY(form_id) REFERENCES form (id)
);
INSERT INTO "said" VALUES(1,'mentor1@example.org',1,'{}');
CREATE TABLE setting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	entered_at VARCHAR DEFAULT (CURRENT_TIMESTAMP), 
	UNIQUE ("key", since)
);
INSERT INTO "setting" VALUES(10,'term_months','12','1950-01-01','2026-11-24 03:47:39');
INSERT INTO "setting" VALUES(22,'reporting_threshold','600','1950-01-01','2026-11-24 11:02:39');
INSERT INTO "setting" VALUES(23,'reporting_threshold','2000','2026-01-01','2026-11-24 11:02:39');
CREATE TABLE topic (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	slug VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	area VARCHAR NOT NULL, 
	UNIQUE (slug)
);
INSERT INTO "topic" VALUES(1,'board-relations','Working with the library board','governance');
INSERT INTO "topic" VALUES(2,'board-meetings','Effective board meetings','governance');
INSERT INTO "topic" VALUES(3,'open-meetings-records','Open meetings and public records law','governance');
CREATE TABLE word (
	person_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	word VARCHAR NOT NULL, 
	PRIMARY KEY (person_id, kind, word), 
	CONSTRAINT kind_is_known CHECK (kind IN ('interest', 'culture')), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE INDEX ix_person_library_id ON person (library_id);
CREATE INDEX ix_role_change_person_id ON role_change (person_id);
CREATE INDEX ix_pair_mentee_id ON pair (mentee_id);
CREATE INDEX ix_pair_mentor_id ON pair (mentor_id);
CREATE INDEX ix_extension_pair_id ON extension (pair_id);
CREATE INDEX meeting_by_pair ON meeting (pair_id, day);
CREATE INDEX ix_goal_pair_id ON goal (pair_id);
CREATE INDEX ix_question_pair_id ON question (pair_id);
CREATE INDEX ix_check_in_pair_id ON check_in (pair_id);
CREATE INDEX ix_excused_pair_id ON excused (pair_id);
CREATE INDEX ix_claim_sheet_mentor_id ON claim_sheet (mentor_id);
CREATE INDEX ix_claim_line_sheet_id ON claim_line (sheet_id);
CREATE UNIQUE INDEX one_live_line ON claim_line (kind, item_id) WHERE live;
CREATE INDEX ix_payment_meeting_id ON payment (meeting_id);
CREATE INDEX ix_payment_person_id ON payment (person_id);
CREATE UNIQUE INDEX one_live_payment ON payment (kind, item_id) WHERE voided_on IS NULL;
CREATE TRIGGER payment_is_never_deleted BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment line is never deleted'); END;
CREATE TRIGGER payment_is_never_replaced BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM payment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a payment line is never replaced'); END;
CREATE TRIGGER payment_is_only_voided BEFORE UPDATE ON payment
WHEN OLD.voided_on IS NOT NULL OR NEW.voided_on IS NULL OR NEW.id IS NOT OLD.id
  OR NEW.kind IS NOT OLD.kind OR NEW.item_id IS NOT OLD.item_id
  OR NEW.meeting_id IS NOT OLD.meeting_id OR NEW.pair_id IS NOT OLD.pair_id
  OR NEW.person_id IS NOT OLD.person_id OR NEW.payee IS NOT OLD.payee
  OR NEW.amount_cents IS NOT OLD.amount_cents OR NEW.rate IS NOT OLD.rate
  OR NEW.paid_on IS NOT OLD.paid_on OR NEW.reference IS NOT OLD.reference
  OR NEW.sheet_id IS NOT OLD.sheet_id OR NEW.entered_at IS NOT OLD.entered_at
  OR NEW.entered_by IS NOT OLD.entered_by
BEGIN SELECT RAISE(ABORT, 'a payment line is never edited'); END;
CREATE INDEX ix_said_record_id ON said (record_id);
CREATE INDEX ix_history_undoes ON history (undoes);
CREATE INDEX ix_change_entry_id ON change (entry_id);
CREATE INDEX change_by_row ON change (table_name, row_key);
CREATE INDEX ix_letter_person_id ON letter (person_id);
CREATE INDEX ix_letter_pair_id ON letter (pair_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('rate',12);
INSERT INTO "sqlite_sequence" VALUES('setting',23);
INSERT INTO "sqlite_sequence" VALUES('topic',33);
INSERT INTO "sqlite_sequence" VALUES('library',2);
INSERT INTO "sqlite_sequence" VALUES('person',2);
INSERT INTO "sqlite_sequence" VALUES('pair',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',1);
INSERT INTO "sqlite_sequence" VALUES('claim',1);
INSERT INTO "sqlite_sequence" VALUES('question',1);
INSERT INTO "sqlite_sequence" VALUES('evaluation',1);
INSERT INTO "sqlite_sequence" VALUES('form',1);
INSERT INTO "sqlite_sequence" VALUES('history',2);
INSERT INTO "sqlite_sequence" VALUES('change',5);
INSERT INTO "sqlite_sequence" VALUES('claim_sheet',1);
INSERT INTO "sqlite_sequence" VALUES('claim_line',2);
INSERT INTO "sqlite_sequence" VALUES('payment',2);
COMMIT;
