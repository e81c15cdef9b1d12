-- Faults (with the work order that deals with them, if any) and files, some of them put away.

insert into pms_faults (tenant_id, id, equipment_id, work_order_id, title, description, severity, status, seen_at, resolved_at,
                        reported_by, created_at, updated_at)
select y.tenant_id, name_uuid('demo/' || y.yacht || '/fault/' || f.title), name_uuid('demo/' || y.yacht || '/equipment/' || f.equipment_key),
       w.id, f.title, f.description, f.severity, f.status, f.seen_on + time '06:40' at time zone 'UTC',
       case when f.status = 'resolved' then f.seen_on + 6 + time '16:00' at time zone 'UTC' end, reporter.user_id,
       f.seen_on + time '07:10' at time zone 'UTC', f.seen_on + time '07:10' at time zone 'UTC'
from demo_yachts y
cross join (values
  ('generator_1', 'Generator 1 overheats under load', 'High coolant temperature alarm', 'Shut down at 98 degrees with both ovens and the laundry on.', 'high', 'open', date '2026-09-11', 'crew'),
  ('generator_1', '', 'Exhaust smoke, white', 'White smoke with little water at the outlet for some minutes after starting.', 'medium', 'open', date '2026-09-12', 'crew'),
  ('generator_1', '', 'Oil pressure alarm at start', 'Alarm for two seconds at each cold start, gone since the oil change.', 'low', 'resolved', date '2026-03-02', 'chief_engineer'),
  ('generator_2', '', 'Voltage swings', 'Lights flicker when the chiller starts; regulator to be watched.', 'medium', 'open', date '2026-09-20', 'chief_engineer'),
  ('watermaker', 'Watermaker trips on low feed pressure', 'Low feed pressure trip', 'Stops after twenty minutes, feed pressure falls slowly.', 'medium', 'open', date '2026-09-16', 'chief_engineer'),
  ('watermaker', '', 'Salinity too high after start', 'Dump valve stays open for six minutes, it used to be two.', 'low', 'open', date '2026-08-30', 'crew'),
  ('bilge_pump_1', 'Bilge pump 1 does not prime', 'Aft well cannot be pumped', 'Pump runs, no suction from the aft well.', 'critical', 'open', date '2026-09-10', 'crew'),
  ('bilge_pump_1', '', 'High bilge alarm stuck', 'Float was held by a rag.', 'low', 'resolved', date '2026-05-17', 'crew'),
  ('sewage_plant', 'Smell from the sewage treatment plant', 'Bad smell on the aft deck', 'In the evening, with wind from ahead.', 'medium', 'open', date '2026-09-21', 'chief_steward'),
  ('vacuum_toilets', 'Vacuum generator runs without stopping', 'Vacuum is lost overnight', 'Generator runs all night and keeps the forward cabins awake.', 'medium', 'open', date '2026-09-13', 'chief_steward'),
  ('chiller', 'Chiller compressor 2 trips on high pressure', 'Guest cabins warm', 'Compressor 2 out, cabins at 26 degrees at noon.', 'high', 'open', date '2026-09-14', 'chief_steward'),
  ('chiller', '', 'Sea-water pump of the chiller noisy', 'Rattles when two compressors run.', 'low', 'open', date '2026-09-24', 'crew'),
  ('cold_room', 'Cold room does not hold temperature', 'Refrigerator at nine degrees', 'Alarm in the afternoon, ice at the door frame.', 'high', 'open', date '2026-09-15', 'chief_steward'),
  ('combi_oven', 'Combi oven loses steam at the door', 'Steam at the oven door', 'Lower right corner, the floor gets wet.', 'low', 'open', date '2026-09-22', 'crew'),
  ('laundry', 'Dryer 2 takes three cycles to dry', 'Towels stay damp', 'Dryer 2 only.', 'low', 'open', date '2026-09-26', 'crew'),
  ('windlass', 'Starboard windlass brake slips', 'Chain creeps out', 'About a metre in an hour at anchor with 25 knots of wind.', 'high', 'open', date '2026-09-17', 'chief_officer'),
  ('passerelle', 'Passerelle cylinder drips oil on the teak', 'Oil on the swim platform', 'Dark spots on the teak below the port cylinder.', 'low', 'open', date '2026-09-18', 'crew'),
  ('passerelle', '', 'Handrail does not fold', 'Starboard handrail stays up when retracting.', 'medium', 'resolved', date '2026-06-21', 'crew'),
  ('radar', 'Radar range has become short', 'Targets appear late', 'A container ship came up at six miles only.', 'high', 'open', date '2026-09-05', 'chief_officer'),
  ('fire_detection', 'False fire alarms from the laundry', 'Alarm from detector 14', 'No smoke, no heat; steam from the dryer.', 'medium', 'open', date '2026-09-19', 'chief_steward'),
  ('fuel_separator', 'Fuel separator vibrates', 'Separator shakes at full speed', 'Vibration can be felt through the plates.', 'medium', 'resolved', date '2026-08-12', 'chief_engineer'),
  ('fresh_water_pumps', 'Fresh water pump 2 weeps', 'Water below the fresh water pumps', 'A cup a day.', 'low', 'open', date '2026-09-23', 'crew'),
  ('shore_converter', 'Noisy fan in the shore power converter', 'Howling from the converter', 'Starts twenty minutes after plugging in.', 'low', 'open', date '2026-09-25', 'crew'),
  ('steering_gear', 'Steering gear: filters and oil sample', 'Rudder angle differs', 'One degree between bridge and quadrant.', 'medium', 'resolved', date '2026-07-12', 'chief_officer'),
  ('tender', '', 'Tender hard to start when cold', 'Needs three tries in the morning, battery is five years old.', 'medium', 'open', date '2026-09-27', 'crew'),
  ('nav_lights', '', 'Side light panel alarm', 'Port side light reported out, but burns.', 'low', 'open', date '2026-09-08', 'chief_officer'),
  ('stabilisers', 'Oil at the aft starboard fin shaft', 'Oil film in the stabiliser space', 'Below the aft starboard fin.', 'medium', 'open', date '2026-09-20', 'chief_engineer'),
  ('mainsheet_winch', 'Mainsheet winch jams when easing', 'Mainsheet will not run out', 'Riding turn on the drum in light wind; had to be cleared by hand.', 'critical', 'open', date '2026-09-09', 'chief_officer')
) as f (equipment_key, job, title, description, severity, status, seen_on, reported_by)
join pms_equipment e on e.tenant_id = y.tenant_id and e.id = name_uuid('demo/' || y.yacht || '/equipment/' || f.equipment_key)
left join pms_work_orders w on w.tenant_id = y.tenant_id and w.title = f.job
join demo_people reporter on reporter.tenant_id = y.tenant_id and reporter.role = f.reported_by
on conflict do nothing;

-- Files of work orders.
insert into pms_attachments (tenant_id, id, work_order_id, file_name, caption, content_type, byte_size, storage_path, uploaded_by,
                             deleted_at, created_at, updated_at)
select y.tenant_id, name_uuid('demo/' || y.yacht || '/file/' || f.file_name), w.id, f.file_name, f.caption, f.content_type,
       21000 + length(f.caption) * 5303, y.tenant_id || '/work-orders/' || w.number || '/' || f.file_name, w.created_by,
       case when f.put_away then w.created_at + interval '3 days' end, w.created_at + interval '1 day', w.created_at + interval '1 day'
from demo_yachts y
cross join (values
  ('Generator 1 overheats under load', 'impeller-missing-vanes.jpg', 'Old impeller of the raw-water pump, two vanes missing', 'image/jpeg', false),
  ('Generator 1 overheats under load', 'gen1-temperature-log.csv', 'Coolant temperature against load, logged every minute', 'text/csv', false),
  ('Generator 1 overheats under load', 'blurred.jpg', 'Photograph of the pump, out of focus', 'image/jpeg', true),
  ('Watermaker trips on low feed pressure', 'cartridge-5-micron.jpg', 'Five-micron cartridge, brown all over', 'image/jpeg', false),
  ('Oil and filter change, port main engine, 500 h', 'oil-analysis-port.pdf', 'Laboratory report of the oil sample, nothing unusual', 'application/pdf', false),
  ('Bilge pump 1 does not prime', 'bilge-main-diagram.pdf', 'Diagram of the bilge main with the non-return valves marked', 'application/pdf', false),
  ('Smell from the sewage treatment plant', 'blower-pressure.jpg', 'Gauge of the aeration blower', 'image/jpeg', false),
  ('Vacuum generator runs without stopping', 'vacuum-overnight.csv', 'Vacuum of the four branches overnight', 'text/csv', false),
  ('Chiller compressor 2 trips on high pressure', 'condenser-mussels.jpg', 'Condenser tubes closed with mussels', 'image/jpeg', false),
  ('Chiller compressor 2 trips on high pressure', 'quotation-old.pdf', 'Quotation for a new condenser, no longer needed', 'application/pdf', true),
  ('Cold room does not hold temperature', 'door-frame-ice.jpg', 'Ice along the lower door frame of the cold room', 'image/jpeg', false),
  ('Starboard windlass brake slips', 'brake-lining-measure.jpg', 'Caliper on the brake lining, 3.5 mm', 'image/jpeg', false),
  ('Passerelle cylinder drips oil on the teak', 'teak-stain.jpg', 'Oil stain below the port cylinder', 'image/jpeg', false),
  ('Five-year renewal of the crane wire', 'crane-certificate-2021.pdf', 'Load test certificate that ends this month', 'application/pdf', false),
  ('Five-year renewal of the crane wire', 'wire-data-sheet.pdf', 'Data sheet of the rotation-resistant rope', 'application/pdf', false),
  ('Radar range has become short', 'performance-monitor.jpg', 'Performance monitor of the radar', 'image/jpeg', false),
  ('GMDSS yearly survey', 'reserve-battery-test.pdf', 'Capacity test of the reserve battery', 'application/pdf', false),
  ('GMDSS yearly survey', 'radio-log-draft.pdf', 'Radio log, draft, replaced', 'application/pdf', true),
  ('False fire alarms from the laundry', 'loop-2-plan.pdf', 'Plan of fire detection loop 2', 'application/pdf', false),
  ('Liferaft service and new releases', 'raft-certificates.pdf', 'Service certificates of the four liferafts', 'application/pdf', false),
  ('Fuel separator vibrates', 'disc-stack.jpg', 'Disc stack of the separator with sludge on one side', 'image/jpeg', false),
  ('Oil at the aft starboard fin shaft', 'fin-shaft.jpg', 'Film of oil at the fin shaft', 'image/jpeg', false),
  ('Mainsheet winch jams when easing', 'guide-nut-groove.jpg', 'Groove in the bronze rope guide nut', 'image/jpeg', false),
  ('Yearly rig inspection', 'rig-check-list.pdf', 'Check list from masthead to deck', 'application/pdf', false)
) as f (job, file_name, caption, content_type, put_away)
join pms_work_orders w on w.tenant_id = y.tenant_id and w.title = f.job
on conflict do nothing;

-- Manuals.
insert into pms_attachments (tenant_id, id, equipment_id, file_name, caption, content_type, byte_size, storage_path, uploaded_by,
                             created_at, updated_at)
select y.tenant_id, name_uuid('demo/' || y.yacht || '/file/' || f.file_name), e.id, f.file_name, f.caption, 'application/pdf',
       900000 + length(f.caption) * 40961, y.tenant_id || '/manuals/' || f.file_name, uploader.user_id,
       '2026-01-12 10:00Z', '2026-01-12 10:00Z'
from demo_yachts y
cross join (values
  ('generator_1', 'generator-manual.pdf', 'Operation and maintenance of the generator'),
  ('generator_1', 'sea-water-cooling.pdf', 'Sea-water cooling circuit: strainer, pump, heat exchanger, exhaust elbow'),
  ('watermaker', 'watermaker-manual.pdf', 'Watermaker: operation, pickling the membranes, fault finding'),
  ('bilge_pump_1', 'bilge-pump-parts.pdf', 'Parts list and section of the self-priming pump'),
  ('sewage_plant', 'sewage-plant-manual.pdf', 'Sewage treatment plant: daily checks'),
  ('chiller', 'chiller-fault-codes.pdf', 'Fault codes of the chiller control'),
  ('cold_room', 'cold-room-wiring.pdf', 'Wiring of the cold room compressors and defrost timers'),
  ('windlass', 'windlass-brake-adjustment.pdf', 'Adjusting and relining the band brake'),
  ('tender_crane', 'crane-log.pdf', 'Crane log with load tests'),
  ('fire_detection', 'detector-addresses.pdf', 'List of detector addresses in both loops'),
  ('mainsheet_winch', 'captive-winch-manual.pdf', 'Captive winch: level wind, rope guide, load cell')
) as f (equipment_key, file_name, caption)
join pms_equipment e on e.tenant_id = y.tenant_id and e.id = name_uuid('demo/' || y.yacht || '/equipment/' || f.equipment_key)
join demo_people uploader on uploader.tenant_id = y.tenant_id and uploader.role = 'chief_engineer'
on conflict do nothing;
