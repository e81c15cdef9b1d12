-- Twenty mails to each yacht. The accounts hold no token: nothing is ever fetched for them.

insert into credentials (tenant_id, account_id, provider, address, created_at)
select tenant_id, name_uuid('demo/' || yacht || '/account'), 'imap', 'bridge@' || yacht || '.example', '2026-01-05 09:00Z'
from demo_yachts
on conflict do nothing;

insert into emails (tenant_id, id, account_id, gmail_message_id, thread_id, from_name, from_address, to_addresses, subject, body_text,
                    received_at, created_at)
select y.tenant_id, name_uuid('demo/' || y.yacht || '/mail/' || m.no), name_uuid('demo/' || y.yacht || '/account'),
       'demo-' || m.no || '@' || split_part(m.from_address, '@', 2), 'demo-thread-' || m.thread, m.from_name, m.from_address,
       array['bridge@' || y.yacht || '.example'], replace(m.subject, '{yacht}', initcap(y.yacht)),
       replace(m.body, '{yacht}', initcap(y.yacht)),
       timestamptz '2026-09-07 07:20Z' + m.no * interval '29 hours 13 minutes' + length(y.yacht) * interval '2 hours',
       timestamptz '2026-09-07 07:25Z' + m.no * interval '29 hours 13 minutes' + length(y.yacht) * interval '2 hours'
from demo_yachts y
cross join (select row_number() over ()::integer as no, listed.* from (values
  (1, 'Nadia Ferrero', 'nadia@quayline-agency.example', 'Berth confirmed from 8 October',
   E'Dear Captain,\n\nthe harbour has confirmed berth 14 for {yacht} from 8 October, 1000, to 12 October, 0900. Shore power is 125 A, three-phase; water is at the bollard. Please send us the crew list and your last ten ports before 6 October, or the police will not give us the passes in time.\n\nKind regards,\nNadia'),
  (1, 'Nadia Ferrero', 'nadia@quayline-agency.example', 'Re: Berth confirmed from 8 October',
   E'Dear Captain,\n\na correction: the crane for the wire renewal can only stand on the quay until noon on the 8th. If the surveyor cannot be there by 0830 we must move the load test to the 9th. Please confirm which day you want by tomorrow evening. The water bags are kept for both days.\n\nNadia'),
  (2, 'Brandt Marine Service', 'service@brandt-marine.example', 'Generator 1: high temperature, our advice',
   E'Good morning,\n\nthank you for the temperature log. It points to too little raw water, not to the thermostat. Please look for the missing vanes of the impeller in the inlet of the heat exchanger before you fit the new one, and check that the belt does not slip. Do not load the set above fifty percent until the outlet temperature is below 55 degrees. If the flow is still weak after that, the pump needs the repair kit; we have two in stock.\n\nBrandt Marine Service'),
  (3, 'Tideway Parts', 'orders@tideway.example', 'Your order of pre-filter cartridges',
   E'Dear customer,\n\nyour order of 24 cartridges 5 micron and 12 cartridges 20 micron leaves our warehouse today with delivery note DN-24913. The high-pressure pump seal kit is back-ordered until 21 October. Tell us if you would rather have the older kit at once; it fits, but wears faster.\n\nTideway Parts'),
  (4, 'Insurance desk, Merrow & Pike', 'marine@merrowpike.example', 'Survey items open before renewal',
   E'Dear Sir or Madam,\n\nthe policy of {yacht} renews on 1 November. Of last year''s survey three items are still open in our file: the load test certificate of the tender crane, the service certificates of the liferafts, and the record of the CO2 cylinder weighing. Please send copies by 20 October. Without the crane certificate we will have to exclude lifting operations.\n\nMerrow & Pike'),
  (5, 'Charter desk, Blue Meridian', 'charter@bluemeridian.example', 'Guest preferences for 13 October',
   E'Hello,\n\nthe party of eight boards on 13 October at 1500. Two guests are vegetarian, one child has a nut allergy (severe, they carry an injector). They would like to dive on the second day and have asked twice whether the cabins are really quiet at night. Please tell me that the vacuum system is mended by then!\n\nThanks, Rosa'),
  (6, 'Fornello Service', 'help@fornello.example', 'Door seal for the combi oven',
   E'Hello,\n\nthe seal for your ten-tray oven has been sent by courier, you should have it on the 10th. Please check the lower hinge when you fit it: if the door hangs by more than two millimetres the new seal will not last. A drawing is on our site under the model number.\n\nFornello Service'),
  (7, 'Sealight Electronics', 'service@sealight.example', 'Magnetron replacement, appointment',
   E'Dear Captain,\n\nour technician can be with you on 9 or 10 October if you lie alongside and the mast can be reached by a lift. The work takes three hours; the radar needs an hour to warm up before it is tuned. The magnetron is 2,150 excluding tax, which you may deduct if you have your own spare. Please choose a day.\n\nSealight Electronics'),
  (8, 'Port Captain', 'traffic@portcontrol.example', 'Notice: swell in the outer basin',
   E'To all vessels: with the westerly forecast for Thursday night a swell of up to one metre is expected in the outer basin. Vessels on berths 1 to 9 should double their lines and lift their passerelles by 2000. Pilots will not board between 2200 and 0500.'),
  (9, 'Skerry Boats', 'aftersales@skerry.example', 'Tender battery recall',
   E'Dear owner,\n\nbatteries of 105 Ah delivered with tenders in 2021 may lose a cell without warning. If the label on yours ends in -21C, we replace it free of charge. Until then carry the jump starter in the tender. Send us a photograph of the label and your next port.\n\nSkerry Boats'),
  (10, 'Clara''s laundry supplier', 'sales@whitelinen.example', 'Linen for the next season',
   E'Good day,\n\nthe monogrammed sheets you asked about take eight weeks. If we begin this week you have them by early December. The price for thirty is unchanged. Shall we use the same thread colour as last time?\n\nWhite Linen'),
  (11, 'Flag State Office', 'radio@flagoffice.example', 'GMDSS survey: documents to present',
   E'Dear Captain,\n\nfor the yearly radio survey please have ready: the radio licence, the log of the last three months, the shore-based maintenance agreement, the battery capacity test and proof that the EPIRB release is good for at least three months from the day of survey. Yours, according to our file, ends in December, which is not enough; please have a new one on board.\n\nFlag State Office'),
  (12, 'Polaris Climate', 'support@polarisclimate.example', 'Condenser cleaning',
   E'Hello,\n\nthree per cent solution for no longer than forty minutes, then rinse until the water is neutral. Do not use it on the copper-nickel tubes of the older condensers; yours are titanium, so you may. Fit new zincs afterwards, and note the head pressure at the same sea temperature as before so that we can compare.\n\nPolaris Climate'),
  (13, 'Accounts, Quayline Agency', 'accounts@quayline-agency.example', 'Invoice 2291 overdue',
   E'Dear Purser,\n\ninvoice 2291 of 30 July over 4,312.50 is still open. It may have crossed with your payment; if not, please settle it before your arrival on 8 October, since the harbour asks us to advance the dues.\n\nAccounts'),
  (14, 'Doctor Amin, TeleMed', 'duty@telemed.example', 'Medical chest: expiring items',
   E'Dear colleagues,\n\nof your last list these expire before the end of the year: burn dressings (ten), adrenaline auto-injectors (two), saline 500 ml (six). The injectors matter most with an allergic guest on board. We can send all of it to your agent within three days.\n\nDr Amin'),
  (15, 'Fleet manager', 'fleet@meridian-management.example', 'Budget for the fourth quarter',
   E'All,\n\nplease send me by the 15th what you expect to spend until year end on spares, fuel and berths, and which jobs you want in the yard in January. I need the hull items first because the dock has to be booked this month. Keep the stock count in the system up to date; last quarter''s differences were mostly parts that were fitted but never booked out.\n\nThanks'),
  (16, 'Kestrel Pumps', 'spares@kestrelpumps.example', 'Non-return valve flaps, two versions',
   E'Hello,\n\nthere are two flaps for the valve chest of the bilge main. Up to serial 10600 the hinge pin is 8 mm, later 10 mm. Measure before you order. A flap that stands open lets air in from the dry well and the pump will not prime, which is what you describe.\n\nKestrel Pumps'),
  (17, 'Crew agency Northstar', 'placements@northstarcrew.example', 'Deckhand, starting mid-October',
   E'Hello,\n\nwe have two candidates for the deckhand''s place on {yacht}. Both have their safety training; one has a tender licence and can join on 11 October, the other a season as junior engineer and can join on the 20th. Shall I set up calls this week?\n\nNorthstar'),
  (18, 'Watchkeeper Safety', 'service@watchkeeper.example', 'Liferafts delivered',
   E'Good day,\n\nfour rafts were handed to your agent with certificates valid until September next year. One painter was chafed and has been replaced at no cost. Your lifejackets are due in November; we can collect them in the next port.\n\nWatchkeeper Safety'),
  (19, 'Weather routing', 'desk@passageweather.example', 'Outlook for your passage',
   E'Captain,\n\nleaving on the 12th in the morning looks good: north-west three to four, sea below one metre until the cape. From the 14th a low brings south-west seven. If you can be behind the cape by midnight on the 13th you will miss it. Next update tomorrow at 0600.')
) as listed (thread, from_name, from_address, subject, body)) as m
on conflict do nothing;
