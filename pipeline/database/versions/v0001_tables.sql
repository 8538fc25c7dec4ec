CREATE TABLE aliases (
    entity_type TEXT NOT NULL CONSTRAINT ck_aliases_entity_type CHECK (entity_type IN ('person', 'organization', 'plan')),
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_aliases PRIMARY KEY (entity_type, entity_id, name)
){clustered}

CREATE INDEX ix_aliases_name ON aliases (name)

CREATE TABLE load_runs (
    id INTEGER NOT NULL,
    started_at {time} NOT NULL,
    finished_at {time},
    readout TEXT NOT NULL,
    source TEXT NOT NULL,
    added BIGINT DEFAULT '0' NOT NULL,
    replaced BIGINT DEFAULT '0' NOT NULL,
    unchanged BIGINT DEFAULT '0' NOT NULL,
    rejected BIGINT DEFAULT '0' NOT NULL,
    entities_sha256 TEXT,
    CONSTRAINT pk_load_runs PRIMARY KEY (id)
)

CREATE TABLE organizations (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    jurisdiction TEXT,
    parent_id TEXT,
    CONSTRAINT pk_organizations PRIMARY KEY (id),
    CONSTRAINT fk_organizations_parent_id FOREIGN KEY(parent_id) REFERENCES organizations (id) DEFERRABLE INITIALLY DEFERRED
){clustered}

CREATE INDEX ix_organizations_name ON organizations (name)

CREATE INDEX ix_organizations_parent_id ON organizations (parent_id)

CREATE TABLE people (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    jurisdiction TEXT,
    CONSTRAINT pk_people PRIMARY KEY (id)
){clustered}

CREATE INDEX ix_people_name ON people (name)

CREATE TABLE plans (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    period_start INTEGER,
    period_end INTEGER,
    jurisdiction TEXT,
    CONSTRAINT pk_plans PRIMARY KEY (id)
){clustered}

CREATE INDEX ix_plans_title ON plans (title)

CREATE TABLE reports (
    id TEXT NOT NULL,
    schema_version TEXT NOT NULL CONSTRAINT ck_reports_schema_version CHECK (schema_version IN ('1.0')),
    title TEXT,
    uri TEXT,
    media_type TEXT NOT NULL,
    language TEXT NOT NULL,
    publisher TEXT,
    published DATE,
    sha256 TEXT NOT NULL,
    characters BIGINT NOT NULL,
    near_duplicate_of TEXT,
    pipeline TEXT NOT NULL,
    rules TEXT NOT NULL,
    spacy TEXT NOT NULL,
    record TEXT NOT NULL,
    record_sha256 TEXT NOT NULL,
    keys_sha256 TEXT NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (id),
    CONSTRAINT uq_reports_record_sha256 UNIQUE (record_sha256)
){clustered}

CREATE INDEX ix_reports_published ON reports (published)

CREATE TABLE dates (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,
    start_date DATE,
    end_date DATE,
    basis TEXT NOT NULL CONSTRAINT ck_dates_basis CHECK (basis IN ('explicit', 'published', 'meeting', 'inferred')),
    CONSTRAINT pk_dates PRIMARY KEY (report_id, local_id),
    CONSTRAINT ck_dates_bounds CHECK (start_date <= end_date),
    CONSTRAINT fk_dates_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE INDEX ix_dates_start_date ON dates (start_date)

CREATE TABLE mentions (
    report_id TEXT NOT NULL,
    owner TEXT NOT NULL CONSTRAINT ck_mentions_owner CHECK (owner IN ('meeting', 'people', 'organizations', 'plans', 'enumerations', 'dates', 'directives')),
    owner_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_mentions_position CHECK (position >= 1),
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    CONSTRAINT pk_mentions PRIMARY KEY (report_id, owner, owner_id, position),
    CONSTRAINT ck_mentions_mention_range CHECK (start_char >= 0 AND start_char < end_char),
    CONSTRAINT fk_mentions_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE organization_keys (
    "key" TEXT NOT NULL,
    form TEXT NOT NULL,
    organization_id TEXT,
    CONSTRAINT pk_organization_keys PRIMARY KEY ("key"),
    CONSTRAINT fk_organization_keys_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) DEFERRABLE INITIALLY DEFERRED
){clustered}

CREATE INDEX ix_organization_keys_organization_id ON organization_keys (organization_id)

CREATE TABLE passages (
    id {number} NOT NULL,
    report_id TEXT NOT NULL,
    part TEXT NOT NULL CONSTRAINT ck_passages_part CHECK (part IN ('title', 'text', 'plan', 'item', 'action')),
    local_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT uq_passages_report_id_part_local_id_position UNIQUE (report_id, part, local_id, position),
    CONSTRAINT fk_passages_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
)

CREATE TABLE person_keys (
    "key" TEXT NOT NULL,
    form TEXT NOT NULL,
    person_id TEXT,
    CONSTRAINT pk_person_keys PRIMARY KEY ("key"),
    CONSTRAINT fk_person_keys_person_id FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
){clustered}

CREATE INDEX ix_person_keys_person_id ON person_keys (person_id)

CREATE TABLE plan_keys (
    "key" TEXT NOT NULL,
    form TEXT NOT NULL,
    plan_id TEXT,
    CONSTRAINT pk_plan_keys PRIMARY KEY ("key"),
    CONSTRAINT fk_plan_keys_plan_id FOREIGN KEY(plan_id) REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED
){clustered}

CREATE INDEX ix_plan_keys_plan_id ON plan_keys (plan_id)

CREATE TABLE report_addresses (
    report_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_report_addresses_position CHECK (position >= 1),
    uri TEXT NOT NULL,
    CONSTRAINT pk_report_addresses PRIMARY KEY (report_id, position),
    CONSTRAINT fk_report_addresses_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE warnings (
    report_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_warnings_position CHECK (position >= 1),
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    start_char BIGINT,
    end_char BIGINT,
    CONSTRAINT pk_warnings PRIMARY KEY (report_id, position),
    CONSTRAINT fk_warnings_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE decisions (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    period_start INTEGER,
    period_end INTEGER,
    decision TEXT CONSTRAINT ck_decisions_decision CHECK (decision IN ('adopted', 'approved in principle', 'reviewed', 'issued', 'submitted')),
    decided_on TEXT,
    decided_from DATE,
    decided_until DATE,
    jurisdiction TEXT,
    plan_key TEXT NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (report_id, local_id),
    CONSTRAINT ck_decisions_period CHECK (period_start <= period_end),
    CONSTRAINT ck_decisions_bounds CHECK (decided_from <= decided_until),
    CONSTRAINT fk_decisions_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE,
    CONSTRAINT fk_decisions_plan_key FOREIGN KEY(plan_key) REFERENCES plan_keys ("key")
){clustered}

CREATE INDEX ix_decisions_plan_key ON decisions (plan_key)

CREATE TABLE organization_appearances (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    jurisdiction TEXT,
    parent_local TEXT,
    organization_key TEXT NOT NULL,
    CONSTRAINT pk_organization_appearances PRIMARY KEY (report_id, local_id),
    CONSTRAINT fk_organization_appearances_report_id_parent_local FOREIGN KEY(report_id, parent_local) REFERENCES organization_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_organization_appearances_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE,
    CONSTRAINT fk_organization_appearances_organization_key FOREIGN KEY(organization_key) REFERENCES organization_keys ("key")
){clustered}

CREATE INDEX ix_organization_appearances_organization_key ON organization_appearances (organization_key)

CREATE TABLE person_appearances (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    name TEXT NOT NULL,
    jurisdiction TEXT,
    person_key TEXT NOT NULL,
    CONSTRAINT pk_person_appearances PRIMARY KEY (report_id, local_id),
    CONSTRAINT fk_person_appearances_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE,
    CONSTRAINT fk_person_appearances_person_key FOREIGN KEY(person_key) REFERENCES person_keys ("key")
){clustered}

CREATE INDEX ix_person_appearances_person_key ON person_appearances (person_key)

CREATE TABLE directives (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    agent TEXT,
    modality TEXT NOT NULL CONSTRAINT ck_directives_modality CHECK (modality IN ('must', 'should', 'will', 'urged')),
    plan_local TEXT,
    CONSTRAINT pk_directives PRIMARY KEY (report_id, local_id),
    CONSTRAINT fk_directives_report_id_plan_local FOREIGN KEY(report_id, plan_local) REFERENCES decisions (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_directives_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE enumerations (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    label TEXT,
    count BIGINT,
    complete BOOLEAN,
    plan_local TEXT,
    CONSTRAINT pk_enumerations PRIMARY KEY (report_id, local_id),
    CONSTRAINT fk_enumerations_report_id_plan_local FOREIGN KEY(report_id, plan_local) REFERENCES decisions (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_enumerations_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE meeting_chairs (
    report_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_meeting_chairs_position CHECK (position >= 1),
    name TEXT NOT NULL,
    person_local TEXT,
    CONSTRAINT pk_meeting_chairs PRIMARY KEY (report_id, position),
    CONSTRAINT fk_meeting_chairs_report_id_person_local FOREIGN KEY(report_id, person_local) REFERENCES person_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_chairs_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE meetings (
    report_id TEXT NOT NULL,
    body TEXT,
    kind TEXT,
    ordinal BIGINT,
    date TEXT,
    start_date DATE,
    end_date DATE,
    location TEXT,
    organization_local TEXT,
    CONSTRAINT pk_meetings PRIMARY KEY (report_id),
    CONSTRAINT ck_meetings_bounds CHECK (start_date <= end_date),
    CONSTRAINT fk_meetings_report_id_organization_local FOREIGN KEY(report_id, organization_local) REFERENCES organization_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meetings_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE INDEX ix_meetings_start_date ON meetings (start_date)

CREATE TABLE organization_aliases (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_organization_aliases_position CHECK (position >= 1),
    name TEXT NOT NULL,
    CONSTRAINT pk_organization_aliases PRIMARY KEY (report_id, local_id, position),
    CONSTRAINT fk_organization_aliases_report_id_local_id FOREIGN KEY(report_id, local_id) REFERENCES organization_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_organization_aliases_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE person_posts (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_person_posts_position CHECK (position >= 1),
    title TEXT NOT NULL,
    organization TEXT,
    area TEXT,
    organization_local TEXT,
    CONSTRAINT pk_person_posts PRIMARY KEY (report_id, local_id, position),
    CONSTRAINT fk_person_posts_report_id_local_id FOREIGN KEY(report_id, local_id) REFERENCES person_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_person_posts_report_id_organization_local FOREIGN KEY(report_id, organization_local) REFERENCES organization_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_person_posts_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE person_roles (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT ck_person_roles_role CHECK (role IN ('chair', 'presenter', 'attendee', 'mentioned')),
    CONSTRAINT pk_person_roles PRIMARY KEY (report_id, local_id, role),
    CONSTRAINT fk_person_roles_report_id_local_id FOREIGN KEY(report_id, local_id) REFERENCES person_appearances (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_person_roles_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE directive_actions (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_directive_actions_position CHECK (position >= 1),
    text TEXT NOT NULL,
    CONSTRAINT pk_directive_actions PRIMARY KEY (report_id, local_id, position),
    CONSTRAINT fk_directive_actions_report_id_local_id FOREIGN KEY(report_id, local_id) REFERENCES directives (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_directive_actions_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}

CREATE TABLE enumeration_items (
    report_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    position INTEGER NOT NULL CONSTRAINT ck_enumeration_items_position CHECK (position >= 1),
    text TEXT NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    CONSTRAINT pk_enumeration_items PRIMARY KEY (report_id, local_id, position),
    CONSTRAINT ck_enumeration_items_item_range CHECK (start_char >= 0 AND start_char < end_char),
    CONSTRAINT fk_enumeration_items_report_id_local_id FOREIGN KEY(report_id, local_id) REFERENCES enumerations (report_id, local_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_enumeration_items_report_id FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
){clustered}
