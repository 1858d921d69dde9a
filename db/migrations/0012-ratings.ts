import { addColumn, createTable, run } from '../migrator.ts'

const word = (length: number) => `varchar(${length}) character set ascii collate ascii_bin`

/** Prepared answers to begin with: code, then title and text in English and Chinese. */
const replies = [
  [
    'ask-photos',
    'Ask for photos',
    '索取照片',
    'Dear {{name}},\\n\\nthank you for telling us. Please add photos of the damage and the serial numbers to {{number}}, then we can decide at once.\\n\\n{{agent}}, {{host}}',
    '{{name}}，您好：\\n\\n感谢告知。请在 {{number}} 中补充损坏照片和序列号，我们即可处理。\\n\\n{{agent}}，{{host}}',
  ],
  [
    'looking',
    'We look into it',
    '正在核实',
    'Dear {{name}},\\n\\nwe are looking into {{number}} and answer within the time that you see there.\\n\\n{{agent}}, {{host}}',
    '{{name}}，您好：\\n\\n我们正在核实 {{number}}，将在页面所示期限内答复。\\n\\n{{agent}}，{{host}}',
  ],
  [
    'replacement',
    'Replacement is on its way',
    '补货已发出',
    'Dear {{name}},\\n\\nthe replacement for {{order}} leaves today. You can follow it on the page of the order.\\n\\n{{agent}}, {{host}}',
    '{{name}}，您好：\\n\\n{{order}} 的补货今天发出，可在订单页面查看进度。\\n\\n{{agent}}，{{host}}',
  ],
] as const

/** What customers say of how they were served, and what the staff decide about it; and answers prepared for the staff. */
export const steps = [
  createTable(
    'ratings',
    `id bigint unsigned not null auto_increment primary key,
    account_id bigint unsigned not null,
    root_account_id bigint unsigned not null,
    request_id bigint unsigned not null,
    person_id bigint unsigned null,
    score tinyint unsigned not null,
    reasons varchar(200) not null default '',
    comment text null,
    shown_comment text null,
    state ${word(10)} not null,
    refusal varchar(300) null,
    decided_by bigint unsigned null,
    decided_at datetime(3) null,
    response text null,
    responded_by bigint unsigned null,
    responded_at datetime(3) null,
    follow_up_id bigint unsigned null,
    version int unsigned not null default 1,
    created_at datetime(3) not null,
    updated_at datetime(3) not null,
    unique key rating_once (request_id),
    key rating_state (state, created_at, id),
    key rating_tree (root_account_id, created_at desc, id desc),
    key rating_account (account_id, created_at desc, id desc),
    constraint rating_request foreign key (request_id, account_id) references requests (id, account_id),
    constraint rating_follow_up foreign key (follow_up_id, account_id) references requests (id, account_id),
    constraint rating_person foreign key (person_id) references persons (id)`,
  ),
  // What a link is about, besides whom it is for: a request to be rated.
  addColumn('mail_links', 'subject_id', 'bigint unsigned null after account_id'),
  run(
    'the first prepared answers',
    `insert into canned_replies (code, title, local_title, body, local_body) values ${replies
      .map((row) => `(${row.map((text) => `'${text}'`).join(', ')})`)
      .join(', ')}`,
    'select count(*) from canned_replies',
  ),
]
