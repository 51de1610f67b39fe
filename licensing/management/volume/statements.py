"""Fills tables with many plausible rows, one statement a table.

Life is skewed, and so are these: a tenth of the exporters hold most of the cases, nine
cases in ten are closed. Triggers and constraints stay on: what is made here could have
happened. There are no files and no audit events behind it.
"""

PEOPLE = """
INSERT INTO accounts_user (password, last_login, email, name, role, language, time_zone,
    is_active, joined_at, disabled_at, session_epoch)
SELECT '!', NULL, 'volume-' || n || '@volume.example', 'Person ' || n,
    CASE WHEN n = 1 THEN 'HEAD' WHEN n <= 21 THEN 'HANDLER' ELSE 'EXPORTER' END,
    'en', 'Asia/Shanghai', true, %(at)s, NULL, 0
FROM generate_series(1, 21 + %(companies)s) n
"""

COMPANIES = """
INSERT INTO exporters_organisation (uscc, kind, name_en, name_zh, registered_at)
SELECT '91' || lpad(n::text, 16, '0'),
    CASE WHEN n %% 20 = 0 THEN 'MANUFACTURER' ELSE 'TRADER' END,
    'Volume Trading ' || n || ' Co., Ltd.', '批量贸易' || n || '有限公司', %(at)s
FROM generate_series(1, %(companies)s) n
"""

MEMBERS = """
INSERT INTO exporters_membership (organisation_id, user_id, role, joined_at)
SELECT company.id, person.id, 'OWNER', %(at)s
FROM exporters_organisation company
JOIN accounts_user person ON person.email = 'volume-'
    || (21 + ltrim(substr(company.uscc, 3), '0')::int) || '@volume.example'
WHERE company.name_en LIKE 'Volume Trading %%'
"""

# Shares of the states; the rest, nine in ten, was granted.
APPLICATIONS = """
WITH company AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place
    FROM exporters_organisation WHERE name_en LIKE 'Volume Trading %%'
), maker AS (
    SELECT min(id) AS id FROM exporters_organisation
    WHERE name_en LIKE 'Volume Trading %%' AND kind = 'MANUFACTURER'
), head AS (
    SELECT id FROM accounts_user WHERE email = 'volume-1@volume.example'
), handler AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM accounts_user
    WHERE email LIKE 'volume-%%' AND role = 'HANDLER'
), made AS (
    SELECT n, CASE
            WHEN n <= %(licences)s THEN 'RECOMMENDED'
            WHEN n %% 10 < 3 THEN 'DRAFT'
            WHEN n %% 10 < 5 THEN 'SUBMITTED'
            WHEN n %% 10 < 7 THEN 'IN_REVIEW'
            WHEN n %% 10 < 8 THEN 'RETURNED'
            WHEN n %% 10 < 9 THEN 'RECOMMENDED'
            ELSE 'WITHDRAWN' END AS state,
        1 + floor(power(random(), 3) * %(companies)s)::int AS place,
        %(at)s::timestamptz - random() * interval '300 days' AS started
    FROM generate_series(1, %(applications)s) n
)
INSERT INTO licensing_application (reference, type_version_id, organisation_id, state,
    created_at, created_by_id, changed_at, revision, manufacturer_id, contract_number,
    buyer_name, destination, customs_district, trade_mode, payment_mode, transport_mode,
    submitted_at, submitted_by_id, officer_id, claimed_at, closed_at, quantity,
    vehicle_count, blocker_count, check_count, due_on)
SELECT 'VOL-' || lpad(n::text, 9, '0'), %(version)s, company.id, state,
    started, member.user_id, started, 1, maker.id, 'VOL-' || n,
    'Buyer ' || n, (ARRAY['TH','NO','BR','UZ','EG','ID'])[1 + n %% 6], '2248', '0110',
    'LC', '2',
    CASE WHEN state <> 'DRAFT' THEN started END,
    CASE WHEN state <> 'DRAFT' THEN member.user_id END,
    CASE WHEN state IN ('IN_REVIEW', 'RETURNED', 'RECOMMENDED') THEN handler.id END,
    CASE WHEN state IN ('IN_REVIEW', 'RETURNED', 'RECOMMENDED') THEN started END,
    CASE WHEN state = 'WITHDRAWN' THEN started END,
    %(cars)s, %(cars)s, n %% 3, n %% 4,
    CASE WHEN state <> 'DRAFT' THEN (started + interval '5 days')::date END
FROM made
JOIN company ON company.place = made.place
JOIN exporters_membership member ON member.organisation_id = company.id
JOIN handler ON handler.place = 1 + n %% 20
CROSS JOIN maker
"""

LINES = """
INSERT INTO licensing_specificationline (application_id, position, brand, model, hs_code,
    quantity, unit_price, currency)
SELECT id, 1, 'Hanjiang', 'HJ7', '8703801090', greatest(quantity, 1), 18650, 'USD'
FROM licensing_application WHERE reference LIKE 'VOL-%%'
"""

VEHICLES = """
INSERT INTO licensing_vehicle (application_id, line_id, vin, check_digit_is_right)
SELECT line.application_id, line.id,
    'LHJ' || lpad(upper(to_hex((line.id * 1000 + n)::bigint)), 14, '0'), true
FROM licensing_specificationline line
JOIN licensing_application application ON application.id = line.application_id
CROSS JOIN generate_series(1, %(cars)s) n
WHERE application.reference LIKE 'VOL-%%'
"""

CLOCKS = """
INSERT INTO licensing_clock (application_id, kind, "limit", started_on, due_on,
    due_is_provisional, stopped_on)
SELECT id, 'CK-LICENCE', 3, submitted_at::date, due_on, false, closed_at::date
FROM licensing_application WHERE reference LIKE 'VOL-%%' AND submitted_at IS NOT NULL
"""

RECOMMENDATIONS = """
INSERT INTO licensing_recommendation (application_id, number, outcome, reason_id,
    explanation, note, digest, recommended_at, recommended_by_id)
SELECT id, 1, 'GRANT', NULL, '', '', md5(reference) || md5(reference), submitted_at,
    officer_id
FROM licensing_application WHERE reference LIKE 'VOL-%%' AND state = 'RECOMMENDED'
"""

DECISIONS = """
INSERT INTO licensing_decision (application_id, recommendation_id, outcome, reason_id,
    explanation, basis, digest, decided_at, decided_by_id)
SELECT application.id, recommendation.id, 'GRANT', NULL, '', '{}', recommendation.digest,
    application.submitted_at,
    (SELECT id FROM accounts_user WHERE email = 'volume-1@volume.example')
FROM licensing_application application
JOIN licensing_recommendation recommendation
    ON recommendation.application_id = application.id
WHERE application.reference LIKE 'VOL-%%'
    AND application.reference <= 'VOL-' || lpad(%(licences)s::text, 9, '0')
"""

GRANTS = """
UPDATE licensing_application application SET state = 'GRANTED', closed_at = submitted_at
FROM licensing_decision decision
WHERE decision.application_id = application.id AND application.reference LIKE 'VOL-%%'
"""

# Last days from half a year ago to half a year from now; the year's end is left out.
LICENCES = """
INSERT INTO licensing_licence (number, application_id, organisation_id, manufacturer_id,
    type_version_id, issued_at, issued_by_id, issued_on, valid_from, valid_to,
    destination, quantity, face, face_digest, ended_as)
SELECT lpad((90 + serial / 1000000)::text, 2, '0') || '-VO-'
        || lpad((serial %% 1000000)::text, 6, '0'),
    id, organisation_id, manufacturer_id, type_version_id, first, decided_by_id,
    first::date, first::date, (first + interval '6 months')::date, destination,
    greatest(quantity, 1), '{}', md5(reference) || md5(reference), ''
FROM (
    SELECT application.*, decision.decided_by_id,
        row_number() OVER (ORDER BY application.id) AS serial,
        %(at)s::timestamptz - interval '1 day' * (application.id %% 360) AS first
    FROM licensing_application application
    JOIN licensing_decision decision ON decision.application_id = application.id
    WHERE application.reference LIKE 'VOL-%%'
) granted
"""

LICENSED_VEHICLES = """
INSERT INTO licensing_licensedvehicle (licence_id, vin, live)
SELECT licence.id, vehicle.vin,
    daterange(licence.valid_from, licence.valid_to, '[]')
FROM licensing_licence licence
JOIN licensing_vehicle vehicle ON vehicle.application_id = licence.application_id
WHERE licence.number LIKE '__-VO-%%'
"""

CERTIFICATES = """
INSERT INTO licensing_certificate (licence_id, state, stored_name, size, sha256,
    code_text, made_at, attempts, last_error)
SELECT id, 'FAILED', '', 0, '', '', NULL, 0, 'made in bulk, without a certificate'
FROM licensing_licence WHERE number LIKE '__-VO-%%'
"""

IN_ORDER = (
    PEOPLE,
    COMPANIES,
    MEMBERS,
    APPLICATIONS,
    LINES,
    VEHICLES,
    CLOCKS,
    RECOMMENDATIONS,
    DECISIONS,
    GRANTS,
    LICENCES,
    LICENSED_VEHICLES,
    CERTIFICATES,
)
