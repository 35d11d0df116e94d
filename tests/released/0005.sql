BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
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
INSERT INTO "claims" VALUES('returnees.1','returnees',1,1,9,12,'{"counted":"people","cue":null,"earliest":null,"end":12,"ext_end":12,"ext_start":9,"guess":null,"kind":"count","latest":null,"modifier":"at_least","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":9,"text":"244","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"range":["244",null]}}',0,'confirmed','exact',NULL,'seen twice','Bob','2016-06-04T12:01:00Z',NULL,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "claims" VALUES('returnees.2','returnees',1,2,33,45,'{"counted":null,"cue":null,"earliest":null,"end":45,"ext_end":45,"ext_start":33,"guess":null,"kind":"date","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":33,"text":"January 2014","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"text":"2013-01"}}',0,'open',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "claims" VALUES('returnees.3','returnees',1,3,48,54,'{"counted":null,"cue":null,"earliest":null,"end":54,"ext_end":54,"ext_start":48,"guess":"Scores is a vague size.","kind":"count","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":48,"text":"Scores","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":null}',0,'open',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "claims" VALUES('returnees.4','returnees',1,4,76,79,'{"counted":null,"cue":null,"earliest":null,"end":79,"ext_end":79,"ext_start":76,"guess":null,"kind":"score","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":76,"text":"3-2","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"text":"3-2"}}',0,'open',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "claims" VALUES('returnees.5','returnees',1,5,65,69,'{"counted":null,"cue":null,"earliest":null,"end":69,"ext_end":69,"ext_start":65,"guess":null,"kind":"passage","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":65,"text":"vote","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":null}',1,'open',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL);
CREATE TABLE desk_settings (
	name VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	set_by TEXT NOT NULL, 
	set_at VARCHAR(20) NOT NULL, 
	PRIMARY KEY (name)
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
INSERT INTO "drafts" VALUES('returnees',1,'At least 244 people came back in January 2014.
Scores left; the vote ended 3-2.','d09cd8495f17e045b4d56056c5fe8eb6070a6ca2990029e318c12dc0a4e1e38d','2016-06-04T12:00:00Z','Ann');
INSERT INTO "drafts" VALUES('second',1,'Sixty left.','843e82e5433e68718b397cd37ffb4f048a155aec7eea2c95830c19434dd6d830','2016-06-04T12:06:00Z','Ann');
CREATE TABLE event_values (
	story_id VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	side VARCHAR(3) NOT NULL, 
	salt VARCHAR(64), 
	value TEXT, 
	PRIMARY KEY (story_id, seq, side), 
	FOREIGN KEY(story_id, seq) REFERENCES events (story_id, seq)
);
INSERT INTO "event_values" VALUES('returnees',1,'new','00000000000000000000000000000000','{"draft_sha256":"d09cd8495f17e045b4d56056c5fe8eb6070a6ca2990029e318c12dc0a4e1e38d","published":null,"title":"Returnees"}');
INSERT INTO "event_values" VALUES('returnees',2,'new','00000000000000000000000000000001','{"counted":"people","cue":null,"earliest":null,"end":12,"ext_end":12,"ext_start":9,"guess":null,"kind":"count","latest":null,"modifier":"at_least","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":9,"text":"244","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"range":["244",null]}}');
INSERT INTO "event_values" VALUES('returnees',3,'new','00000000000000000000000000000002','{"counted":null,"cue":null,"earliest":null,"end":45,"ext_end":45,"ext_start":33,"guess":null,"kind":"date","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":33,"text":"January 2014","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"text":"2014-01"}}');
INSERT INTO "event_values" VALUES('returnees',4,'new','00000000000000000000000000000003','{"counted":null,"cue":null,"earliest":null,"end":54,"ext_end":54,"ext_start":48,"guess":"Scores is a vague size.","kind":"count","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":48,"text":"Scores","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":null}');
INSERT INTO "event_values" VALUES('returnees',5,'new','00000000000000000000000000000004','{"counted":null,"cue":null,"earliest":null,"end":79,"ext_end":79,"ext_start":76,"guess":null,"kind":"score","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":76,"text":"3-2","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"text":"3-2"}}');
INSERT INTO "event_values" VALUES('returnees',6,'old','00000000000000000000000000000005','open');
INSERT INTO "event_values" VALUES('returnees',6,'new','00000000000000000000000000000006','confirmed');
INSERT INTO "event_values" VALUES('returnees',7,'new','00000000000000000000000000000007','[{"address":"","cited":"Annual report, p. 4","locator":"p. 4","quote":"","role":"","supports":"","title":"Annual report"},{"address":"https://example.org/a","cited":"https://example.org/a, table 3","locator":"table 3","quote":"","role":"","supports":"","title":"https://example.org/a"}]');
INSERT INTO "event_values" VALUES('returnees',8,'new','00000000000000000000000000000008','seen');
INSERT INTO "event_values" VALUES('returnees',9,'new','00000000000000000000000000000009','exact');
INSERT INTO "event_values" VALUES('returnees',10,'old','0000000000000000000000000000000a','open');
INSERT INTO "event_values" VALUES('returnees',10,'new','0000000000000000000000000000000b','confirmed');
INSERT INTO "event_values" VALUES('returnees',11,'new','0000000000000000000000000000000c','[{"address":"","cited":"ANNUAL report, p. 9","locator":"p. 9","quote":"","role":"","supports":"","title":"Annual report"}]');
INSERT INTO "event_values" VALUES('returnees',12,'old','0000000000000000000000000000000d','seen');
INSERT INTO "event_values" VALUES('returnees',12,'new','0000000000000000000000000000000e','seen twice');
INSERT INTO "event_values" VALUES('returnees',13,'new','0000000000000000000000000000000f','{"counted":null,"cue":null,"earliest":null,"end":69,"ext_end":69,"ext_start":65,"guess":null,"kind":"passage","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":65,"text":"vote","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":null}');
INSERT INTO "event_values" VALUES('returnees',14,'new','00000000000000000000000000000010','2016-06-04');
INSERT INTO "event_values" VALUES('returnees',15,'old','00000000000000000000000000000011','{"counted":null,"cue":null,"earliest":null,"end":45,"ext_end":45,"ext_start":33,"guess":null,"kind":"date","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":33,"text":"January 2014","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"text":"2014-01"}}');
INSERT INTO "event_values" VALUES('returnees',15,'new','00000000000000000000000000000012','{"counted":null,"cue":null,"earliest":null,"end":45,"ext_end":45,"ext_start":33,"guess":null,"kind":"date","latest":null,"modifier":"none","rules":[],"sent_end":80,"sent_start":0,"speaker":null,"start":33,"text":"January 2014","trend":null,"unit":null,"unit_code":null,"unresolved":null,"value":{"text":"2013-01"}}');
INSERT INTO "event_values" VALUES('returnees',16,'old','00000000000000000000000000000013','confirmed');
INSERT INTO "event_values" VALUES('returnees',16,'new','00000000000000000000000000000014','open');
INSERT INTO "event_values" VALUES('second',1,'new','00000000000000000000000000000015','{"draft_sha256":"843e82e5433e68718b397cd37ffb4f048a155aec7eea2c95830c19434dd6d830","published":null,"title":"Second"}');
INSERT INTO "event_values" VALUES('returnees',17,'old','74876434b1effec842d6e6eb116830d8','[{"address":"","cited":"Annual report, p. 4","locator":"p. 4","quote":"","role":"","supports":"","title":"Annual report"},{"address":"https://example.org/a","cited":"https://example.org/a, table 3","locator":"table 3","quote":"","role":"","supports":"","title":"https://example.org/a"}]');
INSERT INTO "event_values" VALUES('returnees',17,'new','c0dde50a031e81291b8783d6a4eaeb32','[{"address":"","cited":"Annual report, p. 4","file":"7efbd7d8877b2d2b99acb85ed7d8e3d1980b22a3424566f7c5c3f6acbf3e96a8","locator":"p. 4","quote":"At least 244 people came back.","role":"","supports":"","title":"Annual report"},{"address":"https://example.org/a","cited":"https://example.org/a, table 3","locator":"table 3","quote":"","role":"","supports":"","title":"https://example.org/a"}]');
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
INSERT INTO "events" VALUES('returnees',1,'2016-06-04T12:00:00Z','Ann',NULL,'story',NULL,'aa77f38be2aebbbc6e95beb66f80159ff79f557357eb60027cafe07b9d7f98af',1,'0000000000000000000000000000000000000000000000000000000000000000','6d82423f8a8fecff8b4b38c82903c8087bdc72375cc6715c029a32df2fa91444',NULL);
INSERT INTO "events" VALUES('returnees',2,'2016-06-04T12:00:00Z','Ann','returnees.1','reading',NULL,'4b21d05132827370dfbe15b8f5faa054f85b2dee804f03d5cbe53772ab05ca86',1,'6d82423f8a8fecff8b4b38c82903c8087bdc72375cc6715c029a32df2fa91444','c835cf10a2296b966433d6633708a47edca222aee5d167218e8ecb84d3047147',NULL);
INSERT INTO "events" VALUES('returnees',3,'2016-06-04T12:00:00Z','Ann','returnees.2','reading',NULL,'a70c19017d55a0c048479ce29378863d35671457e84c7dc3ed2e4ebe5ed01e95',1,'c835cf10a2296b966433d6633708a47edca222aee5d167218e8ecb84d3047147','def28ead493f4a010d7b49ce07f5ad91251fadf98855c7444d7b7f543901d3ce',NULL);
INSERT INTO "events" VALUES('returnees',4,'2016-06-04T12:00:00Z','Ann','returnees.3','reading',NULL,'3212ba26f12afd3cbe6d9ce5937b240bea101544d764eb96e6f311186cbf6835',1,'def28ead493f4a010d7b49ce07f5ad91251fadf98855c7444d7b7f543901d3ce','83a9ccd50d0cac605f9ed72fc5fbfb6a825ad9f2174703a8a45077e645b9e346',NULL);
INSERT INTO "events" VALUES('returnees',5,'2016-06-04T12:00:00Z','Ann','returnees.4','reading',NULL,'88cb86546a9621e86298630906ebb3dd5c7f26cb4faf4915f6baca34aa835ab5',1,'83a9ccd50d0cac605f9ed72fc5fbfb6a825ad9f2174703a8a45077e645b9e346','3d107855e7204ca0cc58715ff5f18157cd0dcd08ce1212d7a21a198e117e2ed6',NULL);
INSERT INTO "events" VALUES('returnees',6,'2016-06-04T12:01:00Z','Bob','returnees.1','status','3a3171c4c9b17ba0b26b6f3ba4041bcd83ca076bdd8bb19e4a07b08658693d9e','8bbf17698d8f7e03eb09f4c5bd816d2390eb5603668aa3de71d3c253771b0ce9',6,'3d107855e7204ca0cc58715ff5f18157cd0dcd08ce1212d7a21a198e117e2ed6','452c6212e69b40ec2eff1acbcb43d47ee145a705e204eac20f5c73cf9c00ad8f',NULL);
INSERT INTO "events" VALUES('returnees',7,'2016-06-04T12:01:00Z','Bob','returnees.1','sources',NULL,'04a7e15dc4f5f62e5625a3dba58b7a5b45e183f38ff39efc9327dc642fe987ac',6,'452c6212e69b40ec2eff1acbcb43d47ee145a705e204eac20f5c73cf9c00ad8f','8d9c959825346add7c106d34aee01e105bc54945ae6b64844dabd9b7c649ed7e',NULL);
INSERT INTO "events" VALUES('returnees',8,'2016-06-04T12:01:00Z','Bob','returnees.1','note',NULL,'84962b94bd89a6a3199345c2412d81fc9df8797edc7acc9f4e32b5907e85c6d7',6,'8d9c959825346add7c106d34aee01e105bc54945ae6b64844dabd9b7c649ed7e','fb0e6a85ea2f344e68937723a2360acdf8276e5faca42967f03471c7aceb8b63',NULL);
INSERT INTO "events" VALUES('returnees',9,'2016-06-04T12:01:00Z','Bob','returnees.1','said_so',NULL,'9b578723899611c49656b6b79076c5041f0b1ffb3ce62653012acbbf5649f7f5',6,'fb0e6a85ea2f344e68937723a2360acdf8276e5faca42967f03471c7aceb8b63','b34d9f7eed93873b4f790f429223e201bf783dac2335437dc924f5c4027a18fe',NULL);
INSERT INTO "events" VALUES('returnees',10,'2016-06-04T12:02:00Z','Cy','returnees.2','status','5b38a071c7089bf9484508aa2838cd99cb9adf03576a157a9e31a0f392799912','5a96dd88e0e8f41d9bea575a9737f1238a531c04b6251eaec4565c01b880bdd5',10,'b34d9f7eed93873b4f790f429223e201bf783dac2335437dc924f5c4027a18fe','75325604d71ef7953970b576535c548726e0eab37c809138be75b9ce2081dc47',NULL);
INSERT INTO "events" VALUES('returnees',11,'2016-06-04T12:02:00Z','Cy','returnees.2','sources',NULL,'9a328ff3df7ef107f824494391624eaa5e5d33822ba7f3204a5b418384b416e0',10,'75325604d71ef7953970b576535c548726e0eab37c809138be75b9ce2081dc47','7340b50865e048929dae2a49dd0889f63c37540392f1888487c3fa35ead143b6',NULL);
INSERT INTO "events" VALUES('returnees',12,'2016-06-04T12:03:00Z','Dee','returnees.1','note','ee3ad81edc25a3e0da677416d7eb214e549bfc5f1d414371985037ee56440339','02410944b9ee5255063b9f44e7a2c609bf400eb4c0b2fe4d4a4b1ae99b6c30a0',12,'7340b50865e048929dae2a49dd0889f63c37540392f1888487c3fa35ead143b6','e0d05d5521e40f59c948a57fbcc77dc22474982af9bff13a35e1af4fc881a721',NULL);
INSERT INTO "events" VALUES('returnees',13,'2016-06-04T12:04:00Z','Bob','returnees.5','added',NULL,'43170926c556859fc5f8dada18a0b4b8310c2973304249f9a8c209e7d6c889da',13,'e0d05d5521e40f59c948a57fbcc77dc22474982af9bff13a35e1af4fc881a721','487efbf48d4f1494eb2c6472cf31270e6e8d786517e999ae6d231a1303bdc4a5',NULL);
INSERT INTO "events" VALUES('returnees',14,'2016-06-04T12:05:00Z','Cy',NULL,'published',NULL,'5d7f9e56ee408e13c1403548f522880e3787e03d54eef3b38ae995cd2ad99a52',14,'487efbf48d4f1494eb2c6472cf31270e6e8d786517e999ae6d231a1303bdc4a5','aa0d68a202608d87ae0759257d9ef6224298bc642b0a7790a352fbcc4393dc8f',NULL);
INSERT INTO "events" VALUES('returnees',15,'2016-06-04T12:05:00Z','Cy','returnees.2','reading','ab7cb6871ca055e3adddbe919d927e5d48737942062ffe1cec874bdd608de5f7','499d9f0c0f4e000df531c58be9ef048d15f8f60e1b94be04f6c7fad6767eae72',14,'aa0d68a202608d87ae0759257d9ef6224298bc642b0a7790a352fbcc4393dc8f','ccdf8dbda8c8b09b559b903d0a41caf27cecf856150cd2ada171913331dcc146',NULL);
INSERT INTO "events" VALUES('returnees',16,'2016-06-04T12:05:00Z','Cy','returnees.2','status','bc301eb08ad6de10c7253d4d4a516c4d9a0d8c1477565232a670a6eeb1827a2c','c1343bdfb3e32fd9d01525c4d515122bc4bf665b2dca2fbb801b64f11e78b945',14,'ccdf8dbda8c8b09b559b903d0a41caf27cecf856150cd2ada171913331dcc146','d91a67030b12278a3ba79dd794f04b8a2d8d9b99b7710d9e525d11c44096812a',NULL);
INSERT INTO "events" VALUES('second',1,'2016-06-04T12:06:00Z','Ann',NULL,'story',NULL,'cb41e87ee8f7b6b2157ba16dbbcee42030e3a41fbcbdfa6152d1642dde0857be',1,'0000000000000000000000000000000000000000000000000000000000000000','6ceeb012d7cea327ea468c00fde2bb25ea13a408f7fe6f372add44172da0ab90',NULL);
INSERT INTO "events" VALUES('returnees',17,'2016-12-21T12:01:00Z','Cy','returnees.1','sources','700a2dd0cede168af5911bd4e1a97bfee5243f78c159742627b1f745605ea86b','16ad058e092cbdc3ded91e0b7b651b54556bf919958a62077a50105e32851c25',17,'d91a67030b12278a3ba79dd794f04b8a2d8d9b99b7710d9e525d11c44096812a','964456cf1ecf2536e7183e9d21ddc55fd47b750e66444d3fc695ebe185016450',NULL);
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
INSERT INTO "evidence" VALUES('returnees.2',0,1,'ANNUAL report, p. 9','p. 9','','',NULL);
INSERT INTO "evidence" VALUES('returnees.1',0,1,'Annual report, p. 4','p. 4','At least 244 people came back.','','7efbd7d8877b2d2b99acb85ed7d8e3d1980b22a3424566f7c5c3f6acbf3e96a8');
INSERT INTO "evidence" VALUES('returnees.1',1,2,'https://example.org/a, table 3','table 3','','',NULL);
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
CREATE TABLE originals (
	sha256 VARCHAR(64) NOT NULL, 
	data BLOB, 
	PRIMARY KEY (sha256)
);
INSERT INTO "originals" VALUES('7efbd7d8877b2d2b99acb85ed7d8e3d1980b22a3424566f7c5c3f6acbf3e96a8',X'416E6E75616C207265706F72740A0A4174206C65617374203234342070656F706C652063616D65206261636B2E');
CREATE TABLE presence (
	story_id VARCHAR(80) NOT NULL, 
	who TEXT NOT NULL, 
	claim_id VARCHAR(100), 
	at INTEGER NOT NULL, 
	PRIMARY KEY (story_id, who)
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
INSERT INTO "source_files" VALUES(1,1,'7efbd7d8877b2d2b99acb85ed7d8e3d1980b22a3424566f7c5c3f6acbf3e96a8','returnees','report.txt','text',45,'utf-8','','[]','2016-12-21T12:00:00Z','Cy',NULL,NULL,NULL);
CREATE TABLE source_log (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR(20) NOT NULL, 
	who TEXT NOT NULL, 
	source_id INTEGER NOT NULL, 
	old TEXT, 
	new TEXT
);
INSERT INTO "source_log" VALUES(1,'2016-12-21T12:00:00Z','Cy',1,'{}','{"file":"report.txt","sha256":"7efbd7d8877b2d2b99acb85ed7d8e3d1980b22a3424566f7c5c3f6acbf3e96a8"}');
CREATE TABLE sources (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	address TEXT NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	confidential BOOLEAN NOT NULL
, csl TEXT, same_as INTEGER);
INSERT INTO "sources" VALUES(1,'Annual report','annual report','','',0,NULL,NULL);
INSERT INTO "sources" VALUES(2,'https://example.org/a','https://example.org/a','https://example.org/a','',0,NULL,NULL);
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
INSERT INTO "stories" VALUES('returnees','Returnees',1,'2016-06-04','2016-06-04T12:00:00Z',17,'964456cf1ecf2536e7183e9d21ddc55fd47b750e66444d3fc695ebe185016450',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO "stories" VALUES('second','Second',1,NULL,'2016-06-04T12:06:00Z',1,'6ceeb012d7cea327ea468c00fde2bb25ea13a408f7fe6f372add44172da0ab90',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
CREATE INDEX drafts_by_hash ON drafts (sha256);
CREATE UNIQUE INDEX claims_by_number ON claims (story_id, number);
CREATE INDEX claims_by_place ON claims (story_id, draft, first, past);
CREATE INDEX sources_by_title ON sources (title_key);
CREATE INDEX sources_by_address ON sources (address);
CREATE INDEX evidence_by_source ON evidence (source_id);
CREATE INDEX events_by_claim ON events (claim_id, field, seq);
CREATE INDEX events_by_hash ON events (hash);
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_values_only_erased BEFORE UPDATE ON event_values
    WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'values of events are erased or left alone'); END;
CREATE TRIGGER event_values_never_go BEFORE DELETE ON event_values
    BEGIN SELECT RAISE(ABORT, 'values of events are never deleted'); END;
CREATE INDEX claims_by_status ON claims (story_id, gone, status, unsourced);
CREATE INDEX events_by_person ON events (story_id, who, seq);
CREATE INDEX sources_by_same ON sources (same_as);
CREATE INDEX source_log_by_source ON source_log (source_id, seq);
CREATE INDEX draft_files_by_original ON draft_files (sha256);
CREATE INDEX evidence_by_file ON evidence (file_sha256);
CREATE UNIQUE INDEX source_files_by_source ON source_files (source_id, sha256);
CREATE INDEX source_files_by_original ON source_files (sha256);
CREATE INDEX source_files_by_story ON source_files (story_id);
CREATE INDEX lookups_by_file ON lookups (file_sha256);
CREATE INDEX lookups_by_story ON lookups (story_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('sources',2);
INSERT INTO "sqlite_sequence" VALUES('source_files',1);
INSERT INTO "sqlite_sequence" VALUES('source_log',1);
COMMIT;
