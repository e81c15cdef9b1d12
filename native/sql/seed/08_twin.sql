-- One twin: the Halcyon chief engineer's assistant, with what it was given to read and what it was asked.

create temporary table if not exists demo_twin on commit drop as
select y.tenant_id, p.user_id as owner_id, name_uuid('demo/halcyon/twin') as twin_id
from demo_yachts y join demo_people p on p.tenant_id = y.tenant_id and p.role = 'chief_engineer'
where y.yacht = 'halcyon';

insert into twins (tenant_id, id, owner_id, name, purpose, onboarded_at, created_at)
select tenant_id, twin_id, owner_id, 'Engine room assistant',
       'Answers questions about Halcyon''s machinery from the standing orders and procedures it was given, and says where it read it.',
       '2026-02-02 09:30Z', '2026-02-02 09:00Z'
from demo_twin
on conflict do nothing;

create temporary table if not exists demo_sources on commit drop as
select * from (values
  ('Standing orders, engine room', 'ready',
   E'The engineer of the watch takes a round every two hours and writes down temperatures, pressures and levels of the running machinery. What is outside the green marks is reported to the chief engineer at once, by night too.\n\nNobody enters the engine room alone while the fixed CO2 system is being worked on. The safety pins are fitted before the release cabinet is opened and removed by the chief engineer alone.\n\nBilge water goes overboard only through the oily water separator, outside twelve miles, with the monitor running and an entry in the oil record book.'),
  ('Watermaker procedure', 'ready',
   E'Make water only at sea, outside twelve miles and away from river mouths. Open the sea valve, start the feed pump and bleed the filters until no more air comes. Raise the pressure slowly to fifty-five bar.\n\nStop when the pressure after the filters falls below 0.8 bar and change the cartridges: twenty micron first, five micron second. Most stops of the plant come from a blocked five-micron cartridge.\n\nFlush with fresh water for ten minutes after every run. When the plant is to be idle for more than ten days, pickle the membranes with one kilogram of preservative in fifty litres of fresh water.'),
  ('Generator cooling, fault finding', 'ready',
   E'A generator that overheats under load and is cool when idling lacks raw water. Look in this order: sea chest and strainer, belt of the raw-water pump, impeller, heat exchanger, exhaust elbow.\n\nWhen vanes of the impeller are missing they sit in the inlet of the heat exchanger and must be taken out, or the new impeller will not help. Change impellers every thousand hours, whatever they look like.\n\nAfter the repair run at half load for thirty minutes and compare the outlet temperature with the other generator: five degrees of difference are normal, fifteen are not.'),
  ('Fuel and bunkering', 'ready',
   E'Before bunkering plug the scuppers, hang out the red flag or light, agree on signals with the barge, and sound all tanks. Never fill a tank above ninety-five per cent.\n\nPolish each delivery through the separator before it reaches the day tank. Take a sample at the manifold, seal it, and keep it for a year.'),
  ('Blackout recovery', 'ready',
   E'The emergency lighting comes from the 24 V bank and lasts three hours. Start generator 2 first, then generator 1; let each stand for a minute before closing its breaker.\n\nRestart in this order: steering, bridge, engine room ventilation, fire pump, then the hotel load, the chiller last. The shore converter must be off before a generator takes the board.'),
  ('Notes of the last yard period', 'pending', null),
  ('Forum thread on fuel additives', 'rejected', null)
) as listed (title, status, body);

insert into sources (tenant_id, id, twin_id, kind, title, body_text, content_hash, status, decided_by, decided_at, created_at)
select t.tenant_id, name_uuid('demo/halcyon/source/' || s.title), t.twin_id, case when s.body is null then 'url' else 'text' end, s.title,
       s.body, encode(sha256(convert_to(s.body, 'UTF8')), 'hex'), s.status,
       case when s.status <> 'pending' then t.owner_id end, case when s.status <> 'pending' then timestamptz '2026-02-02 10:00Z' end,
       '2026-02-02 09:40Z'
from demo_twin t cross join demo_sources s
on conflict do nothing;

insert into source_chunks (tenant_id, id, source_id, chunk_no, chunk_hash, body, tokens, created_at, updated_at)
select t.tenant_id, name_uuid('demo/halcyon/chunk/' || s.title || '/' || c.no), name_uuid('demo/halcyon/source/' || s.title), c.no - 1,
       encode(sha256(convert_to(s.title || E'\n' || c.body, 'UTF8')), 'hex'), c.body, (length(c.body) + 3) / 4,
       '2026-02-02 10:05Z', '2026-02-02 10:05Z'
from demo_twin t cross join demo_sources s, regexp_split_to_table(s.body, E'\n\n') with ordinality as c (body, no)
on conflict do nothing;

insert into source_logs (tenant_id, source_id, level, event, message, created_at)
select t.tenant_id, name_uuid('demo/halcyon/source/' || s.title),
       case s.status when 'rejected' then 'warning' else 'info' end,
       case s.status when 'ready' then 'chunked' when 'rejected' then 'rejected' else 'added' end,
       case s.status when 'ready' then 'Cut into paragraphs.' when 'rejected' then 'Not a source the vessel can rely on.' else 'Waits for approval.' end,
       '2026-02-02 10:06Z'
from demo_twin t cross join demo_sources s
where not exists (select from source_logs l where l.tenant_id = t.tenant_id and l.source_id = name_uuid('demo/halcyon/source/' || s.title))
order by s.title;

insert into conversations (tenant_id, id, twin_id, user_id, title, created_at)
select t.tenant_id, name_uuid('demo/halcyon/conversation/' || c.title), t.twin_id, t.owner_id, c.title, c.at
from demo_twin t
cross join (values ('Generator overheats', timestamptz '2026-09-12 08:10Z'),
                   ('Pickling the watermaker', timestamptz '2026-09-22 18:30Z')) as c (title, at)
on conflict do nothing;

insert into messages (tenant_id, id, conversation_id, message_no, author, body, answered_by, citations, created_at)
select t.tenant_id, name_uuid('demo/halcyon/message/' || m.conversation || '/' || m.no),
       name_uuid('demo/halcyon/conversation/' || m.conversation), m.no, m.author, m.body, m.answered_by,
       case when m.cited is null then '[]' else jsonb_build_array(jsonb_build_object(
         'source_id', name_uuid('demo/halcyon/source/' || m.cited),
         'chunk_id', name_uuid('demo/halcyon/chunk/' || m.cited || '/' || m.paragraph), 'title', m.cited)) end,
       c.created_at + m.no * interval '40 seconds'
from demo_twin t
cross join (values
  ('Generator overheats', 1, 'member', 'Generator 1 gets too hot above 70 kW but is fine when idling. Where do I look first?', null, null, null),
  ('Generator overheats', 2, 'twin', 'At the raw water, in this order: sea chest and strainer, belt of the raw-water pump, impeller, heat exchanger, exhaust elbow.',
   'retrieval', 'Generator cooling, fault finding', 1),
  ('Generator overheats', 3, 'member', 'Two vanes of the impeller are gone.', null, null, null),
  ('Generator overheats', 4, 'twin', 'Then look for them in the inlet of the heat exchanger and take them out before you fit the new impeller.',
   'retrieval', 'Generator cooling, fault finding', 2),
  ('Generator overheats', 5, 'member', 'Which torque for the pump cover?', null, null, null),
  ('Generator overheats', 6, 'twin', 'I found nothing about that in the sources I was given.', 'nothing_found', null, null),
  ('Pickling the watermaker', 1, 'member', 'We will not make water for three weeks. What do I do with the membranes?', null, null, null),
  ('Pickling the watermaker', 2, 'twin', 'Pickle them: one kilogram of preservative in fifty litres of fresh water, after flushing.',
   'verified_answer', 'Watermaker procedure', 3)
) as m (conversation, no, author, body, answered_by, cited, paragraph)
join conversations c on c.tenant_id = t.tenant_id and c.id = name_uuid('demo/halcyon/conversation/' || m.conversation)
on conflict do nothing;

insert into verified_answers (tenant_id, id, twin_id, question, answer, verified_by, created_at)
select t.tenant_id, name_uuid('demo/halcyon/verified/' || v.question), t.twin_id, v.question, v.answer, t.owner_id, '2026-03-01 12:00Z'
from demo_twin t
cross join (values
  ('When must the membranes be pickled?', 'When the watermaker will be idle for more than ten days: one kilogram of preservative in fifty litres of fresh water, after flushing.'),
  ('How full may a fuel tank be?', 'Never above ninety-five per cent.')
) as v (question, answer)
on conflict do nothing;

insert into graph_nodes (tenant_id, id, twin_id, kind, label, conversation_id, created_at)
select t.tenant_id, name_uuid('demo/halcyon/node/' || n.label), t.twin_id, n.kind, n.label,
       name_uuid('demo/halcyon/conversation/Generator overheats'), '2026-09-12 08:20Z'
from demo_twin t
cross join (values ('equipment', 'Generator 1'), ('component', 'Raw-water pump'), ('component', 'Impeller'),
                   ('component', 'Heat exchanger'), ('symptom', 'Overheating under load')) as n (kind, label)
on conflict do nothing;

insert into graph_edges (tenant_id, id, twin_id, from_node_id, to_node_id, relation, mentions, conversation_id, created_at)
select t.tenant_id, name_uuid('demo/halcyon/edge/' || e.source || '/' || e.target), t.twin_id, name_uuid('demo/halcyon/node/' || e.source),
       name_uuid('demo/halcyon/node/' || e.target), e.relation, e.mentions,
       name_uuid('demo/halcyon/conversation/Generator overheats'), '2026-09-12 08:20Z'
from demo_twin t
cross join (values ('Generator 1', 'Overheating under load', 'shows', 2), ('Generator 1', 'Raw-water pump', 'has', 1),
                   ('Raw-water pump', 'Impeller', 'has', 2), ('Generator 1', 'Heat exchanger', 'has', 1),
                   ('Impeller', 'Overheating under load', 'causes', 1)) as e (source, target, relation, mentions)
on conflict do nothing;
