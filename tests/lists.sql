-- requests: the queue, later page
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select /*+ INDEX(r request_due) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where `r`.`is_open` = ? and (`r`.`due_at` > ? or (`r`.`due_at` = ? and `r`.`id` > ?))
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `page`
  inner join `requests` as `r` on `r`.`id` = `page`.`id`
  left join `accounts` as `a` on `a`.`id` = `r`.`account_id`
  left join `persons` as `by` on `by`.`id` = `r`.`requester_id`
  left join `persons` as `at_desk` on `at_desk`.`id` = `r`.`assignee_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- requests: mine
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select /*+ INDEX(r request_assignee) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where `r`.`assignee_id` = ? and `r`.`is_open` = ?
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `page`
  inner join `requests` as `r` on `r`.`id` = `page`.`id`
  left join `accounts` as `a` on `a`.`id` = `r`.`account_id`
  left join `persons` as `by` on `by`.`id` = `r`.`requester_id`
  left join `persons` as `at_desk` on `at_desk`.`id` = `r`.`assignee_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- requests: waiting
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(r request_status) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where `r`.`status` = ?
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `piece_0`
  union all select id, at
  from (select /*+ INDEX(r request_status) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where `r`.`status` = ?
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `piece_1`) as pieces
  order by at asc, id asc
  limit 26) as `page`
  inner join `requests` as `r` on `r`.`id` = `page`.`id`
  left join `accounts` as `a` on `a`.`id` = `r`.`account_id`
  left join `persons` as `by` on `by`.`id` = `r`.`requester_id`
  left join `persons` as `at_desk` on `at_desk`.`id` = `r`.`assignee_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- requests: two kinds
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(r request_kind) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where `r`.`is_open` = ? and `r`.`kind` = ? and `r`.`kind` in (?, ?)
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `piece_0`
  union all select id, at
  from (select /*+ INDEX(r request_kind) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where `r`.`is_open` = ? and `r`.`kind` = ? and `r`.`kind` in (?, ?)
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `piece_1`) as pieces
  order by at asc, id asc
  limit 26) as `page`
  inner join `requests` as `r` on `r`.`id` = `page`.`id`
  left join `accounts` as `a` on `a`.`id` = `r`.`account_id`
  left join `persons` as `by` on `by`.`id` = `r`.`requester_id`
  left join `persons` as `at_desk` on `at_desk`.`id` = `r`.`assignee_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- requests: all of a tree
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select /*+ INDEX(r request_tree) */ `r`.`id`, `r`.`opened_at` as `at`
  from `requests` as `r`
  where (`r`.`root_account_id` = ?) and ((`r`.`root_account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))))
  order by `r`.`opened_at` desc, `r`.`id` desc
  limit ?) as `page`
  inner join `requests` as `r` on (`r`.`id` = `page`.`id`) and ((`r`.`root_account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))))
  left join `accounts` as `a` on (`a`.`id` = `r`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `persons` as `by` on (`by`.`id` = `r`.`requester_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`root_account_id` = ?)))
  left join `persons` as `at_desk` on (`at_desk`.`id` = `r`.`assignee_id`) and ((`at_desk`.`id` = ? or `at_desk`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `at_desk`.`id` and `seat`.`root_account_id` = ?)))
  order by `page`.`at` desc, `page`.`id` desc;

-- requests: open ones of an account and what its tree shares
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(r request_account_due) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where (`r`.`account_id` = ? and `r`.`is_open` = ?) and (((`r`.`account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))) or (`r`.`visibility` = ? and `r`.`root_account_id` = ?)))
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `piece_0`
  union select id, at
  from (select /*+ INDEX(r request_shared_due) */ `r`.`id`, `r`.`due_at` as `at`
  from `requests` as `r`
  where (`r`.`root_account_id` = ? and `r`.`visibility` = ? and `r`.`is_open` = ?) and (((`r`.`account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))) or (`r`.`visibility` = ? and `r`.`root_account_id` = ?)))
  order by `r`.`due_at` asc, `r`.`id` asc
  limit ?) as `piece_1`) as pieces
  order by at asc, id asc
  limit 26) as `page`
  inner join `requests` as `r` on (`r`.`id` = `page`.`id`) and (((`r`.`account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))) or (`r`.`visibility` = ? and `r`.`root_account_id` = ?)))
  left join `accounts` as `a` on (`a`.`id` = `r`.`account_id`) and (`a`.`id` = ?)
  left join `persons` as `by` on (`by`.`id` = `r`.`requester_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`account_id` = ?)))
  left join `persons` as `at_desk` on (`at_desk`.`id` = `r`.`assignee_id`) and ((`at_desk`.`id` = ? or `at_desk`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `at_desk`.`id` and `seat`.`account_id` = ?)))
  order by `page`.`at` asc, `page`.`id` asc;

-- requests: found
select `r`.`id`, `r`.`number`, `r`.`subject`, `r`.`kind`, `r`.`status`, `r`.`priority`, `r`.`visibility`, `r`.`opened_at`, `r`.`updated_at`, `r`.`version`, `r`.`due_at`, `r`.`response_due_at`, `a`.`code`, `a`.`name`, `by`.`name` as `requester`, `at_desk`.`name` as `assignee`
  from (select `r`.`id`, `r`.`opened_at` as `at`
  from `requests` as `r`
  where (`r`.`id` in (?, ?) and `r`.`root_account_id` = ?) and ((`r`.`root_account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))))
  order by `r`.`opened_at` desc, `r`.`id` desc
  limit ?) as `page`
  inner join `requests` as `r` on (`r`.`id` = `page`.`id`) and ((`r`.`root_account_id` = ? and (`r`.`visibility` in (?, ?) or (`r`.`visibility` = ? and (`r`.`requester_id` = ? or `r`.`id` in (select `watched`.`request_id`
  from (select distinct `request_id`
  from `request_watchers`
  where `person_id` = ?) as `watched`))))))
  left join `accounts` as `a` on (`a`.`id` = `r`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `persons` as `by` on (`by`.`id` = `r`.`requester_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`root_account_id` = ?)))
  left join `persons` as `at_desk` on (`at_desk`.`id` = `r`.`assignee_id`) and ((`at_desk`.`id` = ? or `at_desk`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `at_desk`.`id` and `seat`.`root_account_id` = ?)))
  order by `page`.`at` desc, `page`.`id` desc;

-- invoices: overdue ones of a tree
select `i`.`id`, `i`.`number`, `i`.`po_number`, `i`.`issued_on`, `i`.`due_on`, `i`.`settled_on`, `i`.`is_open`, `i`.`currency`, `i`.`net_total`, `i`.`tax_total`, `i`.`total`, `i`.`paid_total`, `a`.`code`, `a`.`name`, `h`.`code` as `entity`
  from (select /*+ INDEX(i invoice_tree_due) */ `i`.`id`, `i`.`due_on` as `at`
  from `invoices` as `i`
  where (`i`.`root_account_id` = ? and `i`.`is_open` = ? and `i`.`due_on` < ? and (`i`.`due_on` > ? or (`i`.`due_on` = ? and `i`.`id` > ?))) and (`i`.`root_account_id` = ?)
  order by `i`.`due_on` asc, `i`.`id` asc
  limit ?) as `page`
  inner join `invoices` as `i` on (`i`.`id` = `page`.`id`) and (`i`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `i`.`account_id`) and (`a`.`root_account_id` = ?)
  inner join `legal_entities` as `h` on `h`.`id` = `i`.`legal_entity_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- invoices: paid ones of an account
select `i`.`id`, `i`.`number`, `i`.`po_number`, `i`.`issued_on`, `i`.`due_on`, `i`.`settled_on`, `i`.`is_open`, `i`.`currency`, `i`.`net_total`, `i`.`tax_total`, `i`.`total`, `i`.`paid_total`, `a`.`code`, `a`.`name`, `h`.`code` as `entity`
  from (select /*+ INDEX(i invoice_account_paid) */ `i`.`id`, `i`.`issued_on` as `at`
  from `invoices` as `i`
  where (`i`.`account_id` = ? and `i`.`is_open` = ?) and (`i`.`account_id` = ?)
  order by `i`.`issued_on` desc, `i`.`id` desc
  limit ?) as `page`
  inner join `invoices` as `i` on (`i`.`id` = `page`.`id`) and (`i`.`account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `i`.`account_id`) and (`a`.`id` = ?)
  inner join `legal_entities` as `h` on `h`.`id` = `i`.`legal_entity_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- invoices: staff, found
select `i`.`id`, `i`.`number`, `i`.`po_number`, `i`.`issued_on`, `i`.`due_on`, `i`.`settled_on`, `i`.`is_open`, `i`.`currency`, `i`.`net_total`, `i`.`tax_total`, `i`.`total`, `i`.`paid_total`, `a`.`code`, `a`.`name`, `h`.`code` as `entity`
  from (select `i`.`id`, `i`.`issued_on` as `at`
  from `invoices` as `i`
  where `i`.`id` in (?, ?)
  order by `i`.`issued_on` desc, `i`.`id` desc
  limit ?) as `page`
  inner join `invoices` as `i` on `i`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `i`.`account_id`
  inner join `legal_entities` as `h` on `h`.`id` = `i`.`legal_entity_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- contracts: current ones of a tree
select `c`.`id`, `c`.`number`, `c`.`title`, `c`.`starts_on`, `c`.`ends_on`, `c`.`open_ended`, `c`.`renewal`, `c`.`renewal_text`, `c`.`notice`, `c`.`terminated_on`, `c`.`is_incomplete`, `c`.`next_on`, `a`.`code`, `a`.`name`, `a`.`time_zone`, `h`.`code` as `entity`
  from (select `c`.`id`, `c`.`next_on` as `at`
  from `contracts` as `c`
  where (`c`.`root_account_id` = ? and `c`.`is_open` = ? and (`c`.`next_on` > ? or (`c`.`next_on` = ? and `c`.`id` > ?))) and (`c`.`root_account_id` = ?)
  order by `c`.`next_on` asc, `c`.`id` asc
  limit ?) as `page`
  inner join `contracts` as `c` on (`c`.`id` = `page`.`id`) and (`c`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `c`.`account_id`) and (`a`.`root_account_id` = ?)
  inner join `legal_entities` as `h` on `h`.`id` = `c`.`legal_entity_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- contracts: of an account, some days
select `c`.`id`, `c`.`number`, `c`.`title`, `c`.`starts_on`, `c`.`ends_on`, `c`.`open_ended`, `c`.`renewal`, `c`.`renewal_text`, `c`.`notice`, `c`.`terminated_on`, `c`.`is_incomplete`, `c`.`next_on`, `a`.`code`, `a`.`name`, `a`.`time_zone`, `h`.`code` as `entity`
  from (select `c`.`id`, `c`.`next_on` as `at`
  from `contracts` as `c`
  where (`c`.`account_id` = ? and `c`.`next_on` >= ?) and (`c`.`account_id` = ?)
  order by `c`.`next_on` desc, `c`.`id` desc
  limit ?) as `page`
  inner join `contracts` as `c` on (`c`.`id` = `page`.`id`) and (`c`.`account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `c`.`account_id`) and (`a`.`id` = ?)
  inner join `legal_entities` as `h` on `h`.`id` = `c`.`legal_entity_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- contracts: staff, to complete
select `c`.`id`, `c`.`number`, `c`.`title`, `c`.`starts_on`, `c`.`ends_on`, `c`.`open_ended`, `c`.`renewal`, `c`.`renewal_text`, `c`.`notice`, `c`.`terminated_on`, `c`.`is_incomplete`, `c`.`next_on`, `a`.`code`, `a`.`name`, `a`.`time_zone`, `h`.`code` as `entity`
  from (select `c`.`id`, `c`.`next_on` as `at`
  from `contracts` as `c`
  where `c`.`is_incomplete` = ?
  order by `c`.`next_on` asc, `c`.`id` asc
  limit ?) as `page`
  inner join `contracts` as `c` on `c`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `c`.`account_id`
  inner join `legal_entities` as `h` on `h`.`id` = `c`.`legal_entity_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- contracts: of which nobody was reminded yet
select `c`.`id`, `c`.`next_on`
  from `contracts` as `c`
  where `c`.`is_open` = ? and `c`.`next_on` >= ? and `c`.`next_on` <= ? and `c`.`notice_on` = `c`.`next_on` and (`c`.`next_on` > ? or `c`.`id` > ?) and not exists (select `r`.`id`
  from `contract_reminders` as `r`
  where `r`.`contract_id` = `c`.`id` and `r`.`notice_on` = `c`.`notice_on` and `r`.`days` <= ?)
  order by `c`.`next_on`, `c`.`id`
  limit ?;

-- statement: movements
select `e`.`id`, `e`.`booked_on`, `e`.`currency`, `e`.`amount`, `a`.`code`, `a`.`name`, `i`.`number` as `invoice`, `i`.`po_number`, `c`.`number` as `credit`, `c`.`reason`, `p`.`number` as `payment`, `p`.`reference`
  from (select /*+ INDEX(e ledger_tree) */ `e`.`id`, `e`.`booked_on` as `at`
  from `ledger_entries` as `e`
  where (`e`.`moves` = ? and `e`.`booked_on` <= ? and `e`.`currency` = ? and `e`.`root_account_id` = ? and (`e`.`booked_on` < ? or (`e`.`booked_on` = ? and `e`.`id` < ?))) and (`e`.`root_account_id` = ?)
  order by `e`.`booked_on` desc, `e`.`id` desc
  limit ?) as `page`
  inner join `ledger_entries` as `e` on (`e`.`id` = `page`.`id`) and (`e`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `e`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `invoices` as `i` on (`i`.`id` = `e`.`invoice_id`) and (`i`.`root_account_id` = ?)
  left join `credit_notes` as `c` on (`c`.`id` = `e`.`credit_note_id`) and (`c`.`root_account_id` = ?)
  left join `payments` as `p` on (`p`.`id` = `e`.`payment_id`) and (`p`.`root_account_id` = ?)
  order by `page`.`at` desc, `page`.`id` desc;

-- statement: sums of days
select `d`.`currency`, sum(d.moved) as `moved`, sum(d.unapplied) as `unapplied`
  from `ledger_days` as `d`
  where (`d`.`root_account_id` = ? and `d`.`booked_on` <= ?) and (`d`.`root_account_id` = ?)
  group by `d`.`currency`;

-- statement: open invoices
select `open`.`currency`, `open`.`due_on`, sum(open.total - coalesce(open.paid, 0)) as `amount`
  from (select /*+ INDEX(i invoice_tree_due) */ `i`.`currency`, `i`.`due_on`, `i`.`total`, (select sum(s.amount) as `paid`
  from `allocations` as `s`
  where (`s`.`invoice_id` = `i`.`id` and `s`.`allocated_on` <= ?) and (`s`.`root_account_id` = ?)) as `paid`
  from `invoices` as `i`
  where (`i`.`root_account_id` = ? and `i`.`is_open` = ? and `i`.`issued_on` <= ?) and (`i`.`root_account_id` = ?)
  union all select /*+ INDEX(i invoice_tree_until) */ `i`.`currency`, `i`.`due_on`, `i`.`total`, (select sum(s.amount) as `paid`
  from `allocations` as `s`
  where (`s`.`invoice_id` = `i`.`id` and `s`.`allocated_on` <= ?) and (`s`.`root_account_id` = ?)) as `paid`
  from `invoices` as `i`
  where (`i`.`root_account_id` = ? and `i`.`fork_day` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and `i`.`settled_on` > ?) and (`i`.`root_account_id` = ?)
  union all select /*+ INDEX(i invoice_tree_since) */ `i`.`currency`, `i`.`due_on`, `i`.`total`, (select sum(s.amount) as `paid`
  from `allocations` as `s`
  where (`s`.`invoice_id` = `i`.`id` and `s`.`allocated_on` <= ?) and (`s`.`root_account_id` = ?)) as `paid`
  from `invoices` as `i`
  where (`i`.`root_account_id` = ? and `i`.`fork_day` in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and `i`.`issued_on` <= ?) and (`i`.`root_account_id` = ?)) as `open`
  group by `open`.`currency`, `open`.`due_on`;

-- payments: all
select `p`.`id`, `p`.`number`, `p`.`received_on`, `p`.`method`, `p`.`reference`, `p`.`currency`, `p`.`amount`, `p`.`allocated_total`, `p`.`is_test`, `p`.`parked_reason`, `p`.`settled_note`, `p`.`account_id`, `p`.`legal_entity_id`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(p payment_all) */ `p`.`id`, `p`.`received_on` as `at`
  from `payments` as `p`
  where (`p`.`received_on` < ? or (`p`.`received_on` = ? and `p`.`id` < ?))
  order by `p`.`received_on` desc, `p`.`id` desc
  limit ?) as `page`
  inner join `payments` as `p` on `p`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `p`.`account_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- payments: parked
select `p`.`id`, `p`.`number`, `p`.`received_on`, `p`.`method`, `p`.`reference`, `p`.`currency`, `p`.`amount`, `p`.`allocated_total`, `p`.`is_test`, `p`.`parked_reason`, `p`.`settled_note`, `p`.`account_id`, `p`.`legal_entity_id`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(p payment_parked) */ `p`.`id`, `p`.`received_on` as `at`
  from `payments` as `p`
  where `p`.`parked_reason` is not null and `p`.`settled_note` is null
  order by `p`.`received_on` desc, `p`.`id` desc
  limit ?) as `page`
  inner join `payments` as `p` on `p`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `p`.`account_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- programmes: a distributor’s periods
select `page`.`id`, `page`.`at`
  from (select id, at
  from (select id, at
  from (select `g`.`id`, cast('9999-12-31' as date) as `at`
  from `programme_agreements` as `g`
  where (`g`.`root_account_id` = ?) and (`g`.`root_account_id` = ?)
  order by `g`.`id` desc
  limit ?) as `piece_0`
  union all select id, at
  from (select /*+ INDEX(s rebate_statement_tree) */ `s`.`id`, `s`.`starts_on` as `at`
  from `rebate_statements` as `s`
  where (`s`.`root_account_id` = ?) and ((`s`.`root_account_id` = ? and `s`.`state` <> ?))
  order by `s`.`starts_on` desc, `s`.`id` desc
  limit ?) as `piece_1`) as pieces
  order by at desc, id desc
  limit 26) as `page`
  order by `page`.`at` desc, `page`.`id` desc;

-- programmes: disputed periods of an account, later page
select `page`.`id`, `page`.`at`
  from (select /*+ INDEX(s rebate_statement_account_state) */ `s`.`id`, `s`.`starts_on` as `at`
  from `rebate_statements` as `s`
  where (`s`.`account_id` = ? and `s`.`state` = ? and (`s`.`starts_on` < ? or (`s`.`starts_on` = ? and `s`.`id` < ?))) and ((`s`.`account_id` = ? and `s`.`state` <> ?))
  order by `s`.`starts_on` desc, `s`.`id` desc
  limit ?) as `page`
  order by `page`.`at` desc, `page`.`id` desc;

-- programmes: statements that a distributor looks for
select `s`.`number`, `s`.`starts_on`, `s`.`ends_on`, `p`.`code`, `a`.`code` as `account_code`, `a`.`name` as `account`
  from `rebate_statements` as `s`
  inner join `accounts` as `a` on (`a`.`id` = `s`.`account_id`) and ((`a`.`root_account_id` = ? or exists (select `link`.`id`
  from `account_links` as `link`
  where `link`.`to_account_id` = `a`.`id` and `link`.`kind` = ? and `link`.`valid_from` <= ? and (`link`.`valid_to` is null or `link`.`valid_to` >= ?) and exists (select `reached`.`id`
  from `accounts` as `reached`
  where `reached`.`id` = `link`.`from_account_id` and `reached`.`root_account_id` in (?)))))
  inner join `programmes` as `p` on (`p`.`id` = `s`.`programme_id`) and (exists (select `agreed`.`id`
  from `programme_agreements` as `agreed`
  where `agreed`.`programme_id` = `p`.`id` and `agreed`.`root_account_id` = ?))
  where ((`s`.`number` like ? or `s`.`number` like ? or (`s`.`starts_on` < ? and `s`.`ends_on` >= ?))) and ((`s`.`root_account_id` = ? and `s`.`state` <> ?))
  order by `s`.`starts_on` desc, `s`.`id` desc
  limit ?;

-- programmes: statements that staff look for
select `s`.`number`, `s`.`starts_on`, `s`.`ends_on`, `p`.`code`, `a`.`code` as `account_code`, `a`.`name` as `account`
  from `rebate_statements` as `s`
  inner join `accounts` as `a` on `a`.`id` = `s`.`account_id`
  inner join `programmes` as `p` on `p`.`id` = `s`.`programme_id`
  where (`s`.`number` like ? or `s`.`number` like ?)
  order by `s`.`number`
  limit ?;

-- catalog: made to order
select `i`.`id`, `i`.`sku`, `i`.`title_en`, `i`.`title_zh`, `i`.`unit`, `i`.`lead_time_days`, `i`.`availability`, `i`.`discontinued`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(i catalog_item_tree_availability) */ `i`.`id`, `i`.`sku` as `at`
  from `catalog_items` as `i`
  where (`i`.`root_account_id` = ? and `i`.`discontinued` = ? and `i`.`availability` = ? and (`i`.`sku` > ? or (`i`.`sku` = ? and `i`.`id` > ?))) and (`i`.`root_account_id` = ?)
  order by `i`.`sku` asc, `i`.`id` asc
  limit ?) as `page`
  inner join `catalog_items` as `i` on (`i`.`id` = `page`.`id`) and (`i`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `i`.`account_id`) and (`a`.`root_account_id` = ?)
  order by `page`.`at` asc, `page`.`id` asc;

-- catalog: found
select `i`.`id`, `i`.`sku`, `i`.`title_en`, `i`.`title_zh`, `i`.`unit`, `i`.`lead_time_days`, `i`.`availability`, `i`.`discontinued`, `a`.`code`, `a`.`name`
  from (select `i`.`id`, `i`.`sku` as `at`
  from `catalog_items` as `i`
  where (`i`.`root_account_id` = ? and `i`.`id` in (?, ?)) and (`i`.`root_account_id` = ?)
  order by `i`.`sku` asc, `i`.`id` asc
  limit ?) as `page`
  inner join `catalog_items` as `i` on (`i`.`id` = `page`.`id`) and (`i`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `i`.`account_id`) and (`a`.`root_account_id` = ?)
  order by `page`.`at` asc, `page`.`id` asc;

-- catalog: staff
select `i`.`id`, `i`.`sku`, `i`.`title_en`, `i`.`title_zh`, `i`.`unit`, `i`.`lead_time_days`, `i`.`availability`, `i`.`discontinued`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(i catalog_item_any) */ `i`.`id`, `i`.`sku` as `at`
  from `catalog_items` as `i`
  where `i`.`discontinued` = ? and (`i`.`sku` > ? or (`i`.`sku` = ? and `i`.`id` > ?))
  order by `i`.`sku` asc, `i`.`id` asc
  limit ?) as `page`
  inner join `catalog_items` as `i` on `i`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `i`.`account_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- catalog: staff, made to order
select `i`.`id`, `i`.`sku`, `i`.`title_en`, `i`.`title_zh`, `i`.`unit`, `i`.`lead_time_days`, `i`.`availability`, `i`.`discontinued`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(i catalog_item_any_availability) */ `i`.`id`, `i`.`sku` as `at`
  from `catalog_items` as `i`
  where `i`.`discontinued` = ? and `i`.`availability` = ?
  order by `i`.`sku` asc, `i`.`id` asc
  limit ?) as `page`
  inner join `catalog_items` as `i` on `i`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `i`.`account_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- catalog: items that a word leads to
select /*+ INDEX(w catalog_item_word_tree) */ `w`.`catalog_item_id` as `id`
  from `catalog_item_words` as `w`
  where (`w`.`root_account_id` = ? and `w`.`word` like ?) and (`w`.`root_account_id` = ?)
  limit ?;

-- catalog: items of one company that a word leads to
select /*+ INDEX(w catalog_item_word_own) */ `w`.`catalog_item_id` as `id`
  from `catalog_item_words` as `w`
  where `w`.`account_id` = ? and `w`.`word` like ?
  limit ?;

-- proposals: a supplier’s
select `p`.`id`, `p`.`number`, `p`.`state`, `p`.`held`, `p`.`origin`, `p`.`items_count`, `p`.`fields_count`, `p`.`open_count`, `p`.`note`, `p`.`created_at`, `p`.`submitted_at`, `p`.`closed_at`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(p proposal_tree) */ `p`.`id`, `p`.`created_at` as `at`
  from `proposals` as `p`
  where (`p`.`root_account_id` = ? and (`p`.`created_at` > ? or (`p`.`created_at` = ? and `p`.`id` > ?))) and (`p`.`root_account_id` = ?)
  order by `p`.`created_at` asc, `p`.`id` asc
  limit ?) as `page`
  inner join `proposals` as `p` on (`p`.`id` = `page`.`id`) and (`p`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `p`.`account_id`) and (`a`.`root_account_id` = ?)
  order by `page`.`at` asc, `page`.`id` asc;

-- proposals: what waits for the staff
select `p`.`id`, `p`.`number`, `p`.`state`, `p`.`held`, `p`.`origin`, `p`.`items_count`, `p`.`fields_count`, `p`.`open_count`, `p`.`note`, `p`.`created_at`, `p`.`submitted_at`, `p`.`closed_at`, `a`.`code`, `a`.`name`
  from (select /*+ INDEX(p proposal_state) */ `p`.`id`, `p`.`created_at` as `at`
  from `proposals` as `p`
  where `p`.`state` = ? and `p`.`submitted_at` is not null and (`p`.`created_at` > ? or (`p`.`created_at` = ? and `p`.`id` > ?))
  order by `p`.`created_at` asc, `p`.`id` asc
  limit ?) as `page`
  inner join `proposals` as `p` on `p`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `p`.`account_id`
  order by `page`.`at` asc, `page`.`id` asc;

-- purchase orders: a supplier’s
select `p`.`id`, `p`.`number`, `p`.`state`, `p`.`ordered_on`, `p`.`wanted_on`, `p`.`lines_count`, `p`.`open_lines`, `p`.`unit`, `p`.`open_quantity`, `p`.`currency`, `p`.`total`, `a`.`code`, `a`.`name`, `h`.`code` as `entity`
  from (select /*+ INDEX(p purchase_order_tree) */ `p`.`id`, `p`.`ordered_on` as `at`
  from `purchase_orders` as `p`
  where (`p`.`root_account_id` = ? and (`p`.`ordered_on` < ? or (`p`.`ordered_on` = ? and `p`.`id` < ?))) and (`p`.`root_account_id` = ?)
  order by `p`.`ordered_on` desc, `p`.`id` desc
  limit ?) as `page`
  inner join `purchase_orders` as `p` on (`p`.`id` = `page`.`id`) and (`p`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `p`.`account_id`) and (`a`.`root_account_id` = ?)
  inner join `legal_entities` as `h` on `h`.`id` = `p`.`legal_entity_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- purchase orders: what waits for the staff
select `p`.`id`, `p`.`number`, `p`.`state`, `p`.`ordered_on`, `p`.`wanted_on`, `p`.`lines_count`, `p`.`open_lines`, `p`.`unit`, `p`.`open_quantity`, `p`.`currency`, `p`.`total`, `a`.`code`, `a`.`name`, `h`.`code` as `entity`
  from (select /*+ INDEX(p purchase_order_state) */ `p`.`id`, `p`.`ordered_on` as `at`
  from `purchase_orders` as `p`
  where `p`.`state` = ? and (`p`.`ordered_on` < ? or (`p`.`ordered_on` = ? and `p`.`id` < ?))
  order by `p`.`ordered_on` desc, `p`.`id` desc
  limit ?) as `page`
  inner join `purchase_orders` as `p` on `p`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `p`.`account_id`
  inner join `legal_entities` as `h` on `h`.`id` = `p`.`legal_entity_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- purchase orders: found
select `p`.`id`, `p`.`number`, `p`.`state`, `p`.`ordered_on`, `p`.`wanted_on`, `p`.`lines_count`, `p`.`open_lines`, `p`.`unit`, `p`.`open_quantity`, `p`.`currency`, `p`.`total`, `a`.`code`, `a`.`name`, `h`.`code` as `entity`
  from (select `p`.`id`, `p`.`ordered_on` as `at`
  from `purchase_orders` as `p`
  where (`p`.`root_account_id` = ? and `p`.`state` = ? and `p`.`id` in (?, ?) and (`p`.`ordered_on` < ? or (`p`.`ordered_on` = ? and `p`.`id` < ?))) and (`p`.`root_account_id` = ?)
  order by `p`.`ordered_on` desc, `p`.`id` desc
  limit ?) as `page`
  inner join `purchase_orders` as `p` on (`p`.`id` = `page`.`id`) and (`p`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `p`.`account_id`) and (`a`.`root_account_id` = ?)
  inner join `legal_entities` as `h` on `h`.`id` = `p`.`legal_entity_id`
  order by `page`.`at` desc, `page`.`id` desc;
