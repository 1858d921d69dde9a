-- a tree, by day of opening
select `s`.`id`, `s`.`number`, `s`.`status`, `s`.`is_open`, `s`.`late`, `s`.`opened_at`, `s`.`shipped_at`, `s`.`delivered_at`, `s`.`first_expected_on`, `s`.`expected_on`, `s`.`last_event_at`, `s`.`carrier`, `s`.`mode`, `s`.`tracking_number`, `s`.`packages_count`, `s`.`contents`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, (select `e`.`place`
  from `tracking_events` as `e`
  where (`e`.`shipment_id` = s.id and `e`.`account_id` = s.account_id and `e`.`happened_at` = s.last_event_at and `e`.`classifier` = ? and `e`.`retracted_at` is null) and ((`e`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `e`.`shipment_id` and `carried`.`root_account_id` = ?)))
  order by `e`.`id` desc
  limit ?) as `last_place`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(s shipment_tree) */ `s`.`id`, `s`.`opened_at` as `at`
  from `shipments` as `s`
  where (`s`.`root_account_id` = ? and 1 = 1) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  order by `s`.`opened_at` desc, `s`.`id` desc
  limit ?) as `piece_0`
  union select id, at
  from (select /*+ INDEX(l shipment_line_tree_list) */ `l`.`shipment_id` as `id`, `l`.`opened_at` as `at`
  from `shipment_lines` as `l`
  inner join `shipments` as `s` on (`s`.`id` = `l`.`shipment_id`) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  where (`l`.`root_account_id` = ? and `l`.`elsewhere` = ? and not exists (select `earlier`.`id`
  from `shipment_lines` as `earlier`
  where (`earlier`.`shipment_id` = `l`.`shipment_id` and `earlier`.`order_line_id` < `l`.`order_line_id` and `earlier`.`root_account_id` = ? and `earlier`.`elsewhere` = ?) and (`earlier`.`root_account_id` = ?)) and 1 = 1) and (`l`.`root_account_id` = ?)
  order by `l`.`opened_at` desc, `l`.`shipment_id` desc
  limit ?) as `piece_1`) as pieces
  order by at desc, id desc
  limit 26) as `page`
  inner join `shipments` as `s` on (`s`.`id` = `page`.`id`) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  left join `accounts` as `a` on (`a`.`id` = `s`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `s`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  order by `page`.`at` desc, `page`.`id` desc;

-- two accounts, late
select `s`.`id`, `s`.`number`, `s`.`status`, `s`.`is_open`, `s`.`late`, `s`.`opened_at`, `s`.`shipped_at`, `s`.`delivered_at`, `s`.`first_expected_on`, `s`.`expected_on`, `s`.`last_event_at`, `s`.`carrier`, `s`.`mode`, `s`.`tracking_number`, `s`.`packages_count`, `s`.`contents`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, (select `e`.`place`
  from `tracking_events` as `e`
  where (`e`.`shipment_id` = s.id and `e`.`account_id` = s.account_id and `e`.`happened_at` = s.last_event_at and `e`.`classifier` = ? and `e`.`retracted_at` is null) and ((`e`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `e`.`shipment_id` and `carried`.`account_id` in (?, ?))))
  order by `e`.`id` desc
  limit ?) as `last_place`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(s shipment_account_current) */ `s`.`id`, `s`.`opened_at` as `at`
  from `shipments` as `s`
  where (`s`.`account_id` = ? and (`s`.`is_open` = ? and `s`.`late` = ?) and 1 = 1) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  order by `s`.`opened_at` desc, `s`.`id` desc
  limit ?) as `piece_0`
  union select id, at
  from (select /*+ INDEX(l shipment_line_account_due) */ `l`.`shipment_id` as `id`, `l`.`opened_at` as `at`
  from `shipment_lines` as `l`
  inner join `shipments` as `s` on (`s`.`id` = `l`.`shipment_id`) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  where (`l`.`account_id` = ? and `l`.`elsewhere` = ? and `l`.`is_open` = ? and not exists (select `earlier`.`id`
  from `shipment_lines` as `earlier`
  where (`earlier`.`shipment_id` = `l`.`shipment_id` and `earlier`.`order_line_id` < `l`.`order_line_id` and `earlier`.`account_id` = ? and `earlier`.`elsewhere` = ?) and (`earlier`.`account_id` in (?, ?))) and (`s`.`is_open` = ? and `s`.`late` = ?) and 1 = 1) and (`l`.`account_id` in (?, ?))
  order by `l`.`opened_at` desc, `l`.`shipment_id` desc
  limit ?) as `piece_1`
  union select id, at
  from (select /*+ INDEX(s shipment_account_current) */ `s`.`id`, `s`.`opened_at` as `at`
  from `shipments` as `s`
  where (`s`.`account_id` = ? and (`s`.`is_open` = ? and `s`.`late` = ?) and 1 = 1) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  order by `s`.`opened_at` desc, `s`.`id` desc
  limit ?) as `piece_2`
  union select id, at
  from (select /*+ INDEX(l shipment_line_account_due) */ `l`.`shipment_id` as `id`, `l`.`opened_at` as `at`
  from `shipment_lines` as `l`
  inner join `shipments` as `s` on (`s`.`id` = `l`.`shipment_id`) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  where (`l`.`account_id` = ? and `l`.`elsewhere` = ? and `l`.`is_open` = ? and not exists (select `earlier`.`id`
  from `shipment_lines` as `earlier`
  where (`earlier`.`shipment_id` = `l`.`shipment_id` and `earlier`.`order_line_id` < `l`.`order_line_id` and `earlier`.`account_id` = ? and `earlier`.`elsewhere` = ?) and (`earlier`.`account_id` in (?, ?))) and (`s`.`is_open` = ? and `s`.`late` = ?) and 1 = 1) and (`l`.`account_id` in (?, ?))
  order by `l`.`opened_at` desc, `l`.`shipment_id` desc
  limit ?) as `piece_3`) as pieces
  order by at desc, id desc
  limit 26) as `page`
  inner join `shipments` as `s` on (`s`.`id` = `page`.`id`) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  left join `accounts` as `a` on (`a`.`id` = `s`.`account_id`) and (`a`.`id` in (?, ?))
  left join `addresses` as `place` on (`place`.`id` = `s`.`ship_to_id`) and (`place`.`account_id` in (?, ?))
  order by `page`.`at` desc, `page`.`id` desc;

-- staff, by expected day
select `s`.`id`, `s`.`number`, `s`.`status`, `s`.`is_open`, `s`.`late`, `s`.`opened_at`, `s`.`shipped_at`, `s`.`delivered_at`, `s`.`first_expected_on`, `s`.`expected_on`, `s`.`last_event_at`, `s`.`carrier`, `s`.`mode`, `s`.`tracking_number`, `s`.`packages_count`, `s`.`contents`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, (select `e`.`place`
  from `tracking_events` as `e`
  where `e`.`shipment_id` = s.id and `e`.`account_id` = s.account_id and `e`.`happened_at` = s.last_event_at and `e`.`classifier` = ? and `e`.`retracted_at` is null
  order by `e`.`id` desc
  limit ?) as `last_place`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(s shipment_all_due) */ `s`.`id`, `s`.`expected_on` as `at`
  from `shipments` as `s`
  where `s`.`is_open` = ? and `s`.`expected_on` is not null
  order by `s`.`expected_on` asc, `s`.`id` asc
  limit ?) as `piece_0`
  union select id, at
  from (select /*+ INDEX(s shipment_all_due) */ `s`.`id`, `s`.`expected_on` as `at`
  from `shipments` as `s`
  where `s`.`is_open` = ? and `s`.`expected_on` is not null
  order by `s`.`expected_on` asc, `s`.`id` asc
  limit ?) as `piece_1`) as pieces
  order by at asc, id asc
  limit 26) as `page`
  inner join `shipments` as `s` on `s`.`id` = `page`.`id`
  left join `accounts` as `a` on `a`.`id` = `s`.`account_id`
  left join `addresses` as `place` on `place`.`id` = `s`.`ship_to_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- staff, silent
select `s`.`id`, `s`.`number`, `s`.`status`, `s`.`is_open`, `s`.`late`, `s`.`opened_at`, `s`.`shipped_at`, `s`.`delivered_at`, `s`.`first_expected_on`, `s`.`expected_on`, `s`.`last_event_at`, `s`.`carrier`, `s`.`mode`, `s`.`tracking_number`, `s`.`packages_count`, `s`.`contents`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, (select `e`.`place`
  from `tracking_events` as `e`
  where `e`.`shipment_id` = s.id and `e`.`account_id` = s.account_id and `e`.`happened_at` = s.last_event_at and `e`.`classifier` = ? and `e`.`retracted_at` is null
  order by `e`.`id` desc
  limit ?) as `last_place`
  from (select /*+ INDEX(s shipment_silent) */ `s`.`id`, `s`.`last_event_at` as `at`
  from `shipments` as `s`
  where (`s`.`is_open` = ? and (`s`.`last_event_at` < ? and `s`.`status` in (?, ?, ?, ?) and ((`s`.`mode` in (?) and `s`.`last_event_at` < ?) or (`s`.`mode` in (?) and `s`.`last_event_at` < ?) or (`s`.`mode` in (?) and `s`.`last_event_at` < ?) or (`s`.`mode` in (?) and `s`.`last_event_at` < ?) or ((`s`.`mode` is null or `s`.`mode` not in (?, ?, ?, ?)) and `s`.`last_event_at` < ?)))) and 1 = 1
  order by `s`.`last_event_at` asc, `s`.`id` asc
  limit ?) as `page`
  inner join `shipments` as `s` on `s`.`id` = `page`.`id`
  left join `accounts` as `a` on `a`.`id` = `s`.`account_id`
  left join `addresses` as `place` on `place`.`id` = `s`.`ship_to_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- the orders of a page
select distinct `l`.`shipment_id`, `o`.`number`
  from `shipment_lines` as `l`
  inner join `orders` as `o` on (`o`.`id` = `l`.`order_id`) and (`o`.`root_account_id` = ?)
  where (`l`.`shipment_id` in (?, ?)) and (`l`.`root_account_id` = ?)
  order by `o`.`number`;

-- a shipment
select `s`.`id`, `s`.`number`, `s`.`kind`, `s`.`status`, `s`.`is_open`, `s`.`late`, `s`.`version`, `s`.`account_id`, `s`.`root_account_id`, `s`.`ships_from`, `s`.`from_city`, `s`.`from_country`, `s`.`from_latitude`, `s`.`from_longitude`, `s`.`carrier`, `s`.`service`, `s`.`mode`, `s`.`tracking_number`, `s`.`terms`, `s`.`weight_kg`, `s`.`packages_count`, `s`.`opened_at`, `s`.`shipped_at`, `s`.`first_expected_on`, `s`.`expected_on`, `s`.`delivered_at`, `s`.`signed_by`, `s`.`last_event_at`, `s`.`cause`, `s`.`contents`, `seller`.`code` as `seller_code`, `seller`.`name` as `seller`, `a`.`code` as `account_code`, `a`.`name` as `account_name`, `a`.`time_zone` as `account_time_zone`, `shipper`.`name` as `shipper`, `place`.`name` as `to_name`, `place`.`street` as `to_street`, `place`.`city` as `to_city`, `place`.`region` as `to_region`, `place`.`postal_code` as `to_postal_code`, `place`.`country` as `to_country`, `place`.`time_zone` as `to_time_zone`, `place`.`latitude` as `to_latitude`, `place`.`longitude` as `to_longitude`
  from `shipments` as `s`
  inner join `legal_entities` as `seller` on `seller`.`id` = `s`.`legal_entity_id`
  left join `accounts` as `a` on (`a`.`id` = `s`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `accounts` as `shipper` on (`shipper`.`id` = `s`.`shipper_account_id`) and (`shipper`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `s`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  where (`s`.`number` = ?) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  order by `s`.`id` desc
  limit ?;

-- its lines
select `o`.`number` as `order_number`, `o`.`po_number`, `ordered`.`line_no`, `ordered`.`sku`, `ordered`.`customer_sku`, `ordered`.`description`, `l`.`quantity`, `l`.`unit`, `ordered`.`quantity` as `ordered_quantity`, `ordered`.`unit` as `ordered_unit`, `ordered`.`backordered_quantity`, `l`.`elsewhere`, `a`.`name` as `account_name`
  from `shipment_lines` as `l`
  inner join `order_lines` as `ordered` on (`ordered`.`id` = `l`.`order_line_id`) and (`ordered`.`root_account_id` = ?)
  inner join `orders` as `o` on (`o`.`id` = `l`.`order_id`) and (`o`.`root_account_id` = ?)
  left join `accounts` as `a` on (`a`.`id` = `l`.`account_id`) and (`a`.`root_account_id` = ?)
  where (`l`.`shipment_id` = ?) and (`l`.`root_account_id` = ?)
  order by `o`.`number`, `ordered`.`line_no`;

-- what became known
select `s`.`number`, `e`.`status`, `e`.`place`, `e`.`time_zone`, `e`.`happened_at`, `s`.`signed_by`
  from `tracking_events` as `e`
  inner join `shipments` as `s` on (`s`.`id` = `e`.`shipment_id`) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  where (`e`.`recorded_at` > ? and `e`.`status` in (?, ?, ?, ?, ?, ?) and `e`.`classifier` = ? and `e`.`retracted_at` is null and `e`.`root_account_id` = ?) and ((`e`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `e`.`shipment_id` and `carried`.`root_account_id` = ?)))
  order by `e`.`recorded_at` desc, `e`.`id` desc
  limit ?;

-- whose day has passed
select `s`.`id`, `s`.`expected_on`, `place`.`time_zone`, `a`.`time_zone` as `account_zone`
  from `shipments` as `s`
  inner join `accounts` as `a` on `a`.`id` = `s`.`account_id`
  left join `addresses` as `place` on `place`.`id` = `s`.`ship_to_id`
  where `s`.`is_open` = ? and `s`.`late` = ? and `s`.`expected_on` < ?
  order by `s`.`expected_on`, `s`.`id`
  limit ?;
