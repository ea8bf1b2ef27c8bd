import type { Texts } from './text.ts'

/** What went wrong (`.title`) and what to do about it (`.advice`). `explain.ts` chooses. */
export const errors = {
  'signature.title': ['AccessKey Secret 不正确', 'The AccessKey secret is wrong'],
  'signature.advice': [
    '签名对不上。请核对 Secret 是否完整（没有多余的空格或换行）、是否属于这个 AccessKey ID，并确认地域与 Endpoint 匹配。',
    'The signature does not match. Check that the secret is complete (no stray space or line break), that it belongs to this AccessKey ID, and that region and endpoint go together.',
  ],
  'accessKey.title': ['AccessKey ID 不存在或已停用', 'The AccessKey ID is unknown or disabled'],
  'accessKey.advice': [
    '请核对 AccessKey ID，并在 RAM 控制台确认它处于启用状态。临时密钥（以 STS. 开头）还需要填写 STS Token。',
    'Check the AccessKey ID, and in the RAM console that it is enabled. A temporary key (it begins with STS.) also needs its STS token.',
  ],
  'token.title': ['临时密钥已失效', 'The temporary key is no longer valid'],
  'token.advice': [
    '请重新获取一组 AccessKey ID、Secret 和 STS Token，三者须来自同一次签发，在账号菜单的“更换密钥…”中填写。任务会从断点继续。',
    'Get a new AccessKey ID, secret and STS token (all three from the same issue), and give them by “New keys…” in the account menu. Jobs go on from where they were.',
  ],
  'noEntry.title': ['本标签页已不能访问 OSS Ferry', 'This tab is no longer signed in to OSS Ferry'],
  'noEntry.advice': [
    '请在这个浏览器中重新打开 OSS Ferry 启动时终端显示的、以“?start=…”结尾的地址。之后本标签页会自动继续。数据没有丢失，任务会等待。',
    'In this browser, open the printed address again: the one that ends in “?start=…”, in the terminal where OSS Ferry runs. This tab then goes on by itself. Nothing was lost, and jobs wait.',
  ],
  'noAccess.title': ['本标签页已不能访问 OSS Ferry', 'This tab is no longer signed in to OSS Ferry'],
  'noAccess.advice': [
    'OSS Ferry 已重新启动，或 Cookie 已被清除。请在新标签页中打开本站并输入访问令牌。之后本标签页会自动继续。数据没有丢失，任务会等待。',
    'OSS Ferry was restarted, or its cookies were cleared. Open this site in a new tab and enter the access token. This tab then goes on by itself. Nothing was lost, and jobs wait.',
  ],
  'noAccess.open': ['打开新标签页', 'Open a new tab'],
  'clock.title': ['本机时间与 OSS 相差超过 15 分钟', "This computer's clock is more than 15 minutes off"],
  'clock.advice': [
    '签名带有时间。已按 OSS 的时间重签一次，仍被拒绝。请打开系统的自动校时，然后重试。',
    'Signatures carry the time. Signed again with the time of OSS, the request was still refused. Turn on automatic time in the system settings, then try again.',
  ],
  'signedOut.title': ['这个任务的账号没有登录', 'The account of this job is not signed in'],
  'signedOut.advice': [
    '用同一账号登录后，任务会自动继续。',
    'Sign in with the same account and the job goes on by itself.',
  ],
  'readOnly.title': ['当前会话是只读的', 'This session is read-only'],
  'readOnly.advice': [
    '没有发送任何写请求。要写入，请在账号菜单中关闭“只读”；已停止的任务会接着运行。',
    'Nothing that writes was sent. Turn off Read-only in the account menu to write; jobs that stopped then go on.',
  ],
  'denied.title': ['没有权限', 'Not allowed'],
  'denied.advice': [
    '请为这个 AccessKey 授予 RAM 权限 {{action}}，并检查 Bucket Policy 是否拒绝了它。',
    'Give this AccessKey the RAM action {{action}}, and check that no bucket policy denies it.',
  ],
  'denied.adviceList': [
    '请为这个 AccessKey 授予 RAM 权限 {{action}}，并检查 Bucket Policy 是否拒绝了它。如果它只能访问某个前缀，请直接打开该前缀：输入地址 oss://bucket/prefix/。',
    'Give this AccessKey the RAM action {{action}}, and check that no bucket policy denies it. If it may see one prefix only, go there: type the address oss://bucket/prefix/.',
  ],
  'denied.adviceUnknown': [
    '请检查这个 AccessKey 的 RAM 权限以及 Bucket Policy。',
    'Check the RAM policy of this AccessKey and the bucket policy.',
  ],
  'network.title': ['连接中断', 'The connection was lost'],
  'network.advice': [
    '服务没有回应：它可能已停止，或网络断开。请检查网络，并确认提供本页面的程序（npm start）仍在运行，然后重试。',
    'No answer: the server has stopped, or the network is down. Check the network, and that the program that serves this page (npm start) is still running; then try again.',
  ],
  'upstream.title': ['网关连不上 OSS', 'The gateway cannot reach OSS'],
  'upstream.advice': [
    '本页面的网关在运行，但它到 OSS 的连接失败（{{message}}）。请检查 Endpoint、DNS、代理和防火墙。',
    'The gateway of this page is running, but its own connection to OSS failed ({{message}}). Check the endpoint, DNS, proxy and firewall.',
  ],
  'target.title': ['网关不转发到这个地址', 'The gateway does not forward to this address'],
  'target.advice': [
    '网关只通过 https 转发到 OSS 的主机，且公网域名不得解析到内网地址。请检查 Endpoint（{{message}}）；私有云或自定义域名需由运行网关的人用 --allow-host 放行，http 需用 --allow-http。',
    'The gateway forwards to OSS hosts only, over https, and a public name must not lead to a private address. Check the endpoint ({{message}}). For a private cloud or a custom domain, whoever runs the gateway starts it with --allow-host; for http with --allow-http.',
  ],
  'answerTooLarge.title': ['响应过大', 'The answer is too large'],
  'answerTooLarge.advice': [
    'OSS 的响应超出网关一次能接收的大小（{{message}}）。请检查 Endpoint 是否指向 OSS；列举时可缩小范围后重试。',
    'OSS answered with more than the gateway takes at once ({{message}}). Check that the endpoint is OSS; for a listing, try a narrower place.',
  ],
  'gatewayFull.title': ['网关请求过多', 'Too many requests at the gateway'],
  'gatewayFull.advice': [
    '本页面同时等待的请求超出网关的上限。请稍后重试，或减少同时进行的任务。',
    'More requests of this page are waiting than the gateway takes. Try again in a moment, or run fewer jobs at once.',
  ],
  'timeout.title': ['等待超时', 'No answer in time'],
  'timeout.advice': [
    '请求已发出，但没有在限定时间内完成。请检查网络后重试；已完成的部分不会重做。',
    'The request went out but was not answered in time. Check the network and try again; what is done is not done twice.',
  ],
  'endlessListing.title': ['列表没有正常结束', 'The listing has no proper end'],
  'endlessListing.advice': [
    '返回的列表不再推进，或没有说明是否还有下一页，无法确认是否完整，因此没有据此执行任何操作。请稍后重试；若仍如此，可能是中间的代理改动了响应（{{message}}）。',
    'The pages of the listing stopped getting on, or did not say whether there are more. It may not be complete, so nothing was done on its grounds. Try again later; if it stays so, a proxy in between may be changing answers ({{message}}).',
  ],
  'oddAnswer.title': ['响应无法识别', 'The answer could not be understood'],
  'oddAnswer.advice': [
    '收到的响应不符合 OSS 的格式，可能来自中间的代理或其他服务。请检查 Endpoint 和网络后重试（{{message}}）。',
    'What came back is not an answer that OSS gives; a proxy or another service may have sent it. Check the endpoint and the network, then try again ({{message}}).',
  ],
  'busy.title': ['OSS 繁忙，要求放慢速度', 'OSS is busy and asks for less speed'],
  'busy.advice': [
    '已自动退避重试多次仍未成功。请稍后重试，或减少同时进行的任务。',
    'It was tried again several times with growing pauses. Try again later, or run fewer jobs at once.',
  ],
  'internal.title': ['OSS 内部错误', 'An internal error of OSS'],
  'internal.advice': [
    '通常是暂时的。请重试；若反复出现，请把 Request ID {{requestId}} 提供给阿里云支持。',
    'It is usually short-lived. Try again; if it stays, give the request id {{requestId}} to Alibaba Cloud support.',
  ],
  'noBucket.title': ['Bucket 不存在', 'There is no such bucket'],
  'noBucket.advice': [
    '请检查 Bucket 名称，以及所选地域是否正确；它也可能刚被删除。',
    'Check the name and the region; the bucket may also just have been deleted.',
  ],
  'noKey.title': ['对象不存在', 'There is no such object'],
  'noKey.advice': [
    '它可能已被移动、改名或删除。请刷新列表。',
    'It may have been moved, renamed or deleted. Refresh the listing.',
  ],
  'changed.title': ['源对象在操作期间被修改', 'The source changed in the meantime'],
  'changed.advice': [
    '为避免混入两个版本的内容，操作已停止，源对象没有被删除。请重试，以新的内容重新开始。',
    'To mix no two versions, the work was stopped and the source was kept. Try again to begin with the new content.',
  ],
  'exists.title': ['目标已存在', 'The target exists already'],
  'exists.advice': [
    '目标在规划之后出现或改变，没有覆盖它。请重试并选择冲突策略。',
    'The target turned up or changed after the plan was made; it was not overwritten. Try again and choose what to do with conflicts.',
  ],
  'tooLarge.title': ['对象太大，不能一次复制', 'The object is too large for one copy'],
  'tooLarge.advice': ['请重试：Ferry 会改为分片复制。', 'Try again: Ferry then copies it part by part.'],
  'archived.title': ['对象已归档，需要先解冻', 'The object is archived and must be restored first'],
  'archived.advice': [
    '任务可以先解冻（归档约 1 分钟，冷归档数小时），可读后自动继续。',
    'The job can restore it first (about a minute for Archive, hours for Cold Archive), and goes on when it can be read.',
  ],
  'notArchived.title': ['不是归档对象，无需解冻', 'Not archived, so there is nothing to restore'],
  'notArchived.advice': ['这种存储类型的对象可以直接读取。', 'It can be read as it is.'],
  'readable.title': ['已经解冻', 'Restored already'],
  'readable.advice': [
    '现在就能读取。要延长可读天数，请直接选择这个对象再解冻。',
    'It can be read now. To give it more days, choose the object itself and restore it.',
  ],
  'verify.title': ['校验不一致', 'The copy does not match its source'],
  'verify.advice': [
    '副本与源对象的大小或 CRC64 不同，因此源对象没有被删除。请重试。',
    'Size or CRC64 of the copy differs from the source, so the source was kept. Try again.',
  ],
  'unproved.title': ['无法证明副本完整', 'Nothing proves that the copy is whole'],
  'unproved.advice': [
    '副本已写入，但 OSS 没有给出可以比对的校验值，因此源对象没有被删除。请自行核对后再删除源对象。',
    'The copy is there, but OSS gave no checksum to compare, so the source was kept. Compare them yourself before you delete the source.',
  ],
  'notAsAsked.title': ['元数据没有按要求保存', 'The metadata was not saved as asked'],
  'notAsAsked.advice': [
    '对象内容没有变化，但读回的元数据与要求不同。请刷新后再次编辑。',
    'The content is unchanged, but the metadata read back differs from what was asked. Refresh and edit again.',
  ],
  'notYetFree.title': ['目标位置的对象还没有移走', 'The object at the target has not moved away'],
  'notYetFree.advice': [
    '它属于同一次移动，应先移走；请先解决它的问题，然后重试。两个对象都原样保留。',
    'It belongs to the same move and goes first. Solve what holds it, then retry; both objects are as they were.',
  ],
  'linkAhead.title': ['链接指向的对象还没有完成', 'What the link points to is not done'],
  'linkAhead.advice': [
    '它指向的对象属于同一个任务，链接要等它有了新位置才能创建。请先解决那个对象的问题，然后重试；链接原样保留。',
    'The object that it points to belongs to the same job, and the link is made when that one has its new place. Solve what holds it, then retry; the link is as it was.',
  ],
  'unknown.title': ['OSS 返回错误 {{code}}', 'OSS answered with {{code}}'],
  'unknown.advice': ['{{message}}（Request ID：{{requestId}}）', '{{message}} (request id: {{requestId}})'],
  'unknown.adviceNoId': ['{{message}}', '{{message}}'],

  'otherRegion.title': ['不能跨地域复制', 'Not across regions'],
  'otherRegion.advice': [
    'OSS 只在同一地域内复制。请选择与源相同地域的 Bucket；跨地域可以选择“经本机中转”，或使用 OSS 的跨区域复制（CRR）。',
    'OSS copies inside one region only. Choose a bucket in the region of the source; for other regions relay it through this computer, or use the replication of OSS (CRR).',
  ],
  'otherAccount.title': ['不能跨账号复制', 'Not across accounts'],
  'otherAccount.advice': [
    '请用一个对两边都有权限的账号（读取源、读写目标），或选择“经本机中转”：由源账号读取，由目标账号写入。',
    'Use one account that may read the source and read and write the target, or choose “Relay through this computer”: the one account reads, the other writes.',
  ],
  'appendable.title': ['追加类型的对象不能复制', 'Append-type objects cannot be copied'],
  'appendable.advice': [
    'OSS 不支持复制通过追加上传产生的对象。可以编辑它的元数据；若要复制或移动，请选择“经本机中转”，副本会成为普通类型。',
    'OSS copies no object made by appending. Its metadata can be edited; to copy or move it, relay it through this computer: the copy is a normal object.',
  ],
  'intoItself.title': ['不能放进自身', 'Not into itself'],
  'intoItself.advice': [
    '目标位于所选前缀之内。请选择别的位置。',
    'The target lies inside the chosen prefix. Choose another place.',
  ],
  'taken.title': ['这个名称已被占用', 'That name is taken'],
  'taken.advice': [
    '目标位置已有同名的对象或前缀，没有改动任何内容。请换一个名称，或在重命名时选择如何处理已有内容。',
    'There is an object or a prefix of that name already; nothing was changed. Choose another name, or say when you rename what to do with what is there.',
  ],
  'sameTarget.title': ['同名的另一项已在其中', 'Another item would get the same name'],
  'sameTarget.advice': [
    '选中的两项会成为同一个文件。请分两次操作，或换一个名称。',
    'Two of the chosen items would become the same object. Copy them one after the other, or under another name.',
  ],
  'sameObject.title': ['已经在这里', 'It is here already'],
  'sameObject.advice': [
    '目标与源相同。请选择别的位置或名称。',
    'Target and source are the same. Choose another place or name.',
  ],
  'keyTooLong.title': ['目标名称太长', 'The target key is too long'],
  'keyTooLong.advice': [
    '对象名最长 1023 字节（UTF-8）。请选择更短的前缀或名称。',
    'A key has at most 1023 bytes (UTF-8). Choose a shorter prefix or name.',
  ],
  'symlink.title': ['软链接的元数据不能编辑', 'The metadata of a symbolic link cannot be edited'],
  'symlink.advice': [
    'OSS 读取软链接时返回的是它指向的对象。请直接编辑目标对象。',
    'OSS answers for a link with the object that it points to. Edit that object instead.',
  ],
  'quota.title': ['浏览器的存储空间已满', "The browser's storage is full"],
  'quota.advice': [
    '任务的进展写不进浏览器存储，所以已停下；已经完成的不会丢。请清除已完成的任务记录，或在浏览器设置中腾出空间，然后点“继续”。',
    'The progress of the job could not be written to the storage of the browser, so it stopped; nothing that is done is lost. Clear finished jobs, or make room in the settings of the browser, then resume.',
  ],
  'journal.title': ['浏览器没有保留任务记录', 'The browser no longer keeps the record of the job'],
  'journal.advice': [
    '任务的进展记不下来，所以已停下；OSS 中已完成的不会丢。磁盘可能已满，或网站数据已被清除。请腾出磁盘空间，然后点“继续”；如果记录已被清除，请移除这个任务并重新发起：已有的对象会先让你选择如何处理。',
    'Its progress could not be written down, so it stopped; what is done in OSS stays. The disk may be full, or the site data were cleared. Make room on the disk, then resume. If the record is gone, remove the job and start it again: you are asked about the objects that are there already.',
  ],
  'headers.title': ['请求头过大', 'The headers are too large'],
  'headers.advice': [
    '这个对象的元数据加上签名超过了服务端接受的请求头大小。请减少自定义元数据的条数或长度（OSS 上限为 8 KB）。',
    'The metadata of this object, with the signature, are more than the server takes in the headers of a request. Use fewer or shorter custom metadata (OSS takes 8 KB).',
  ],
  'filesGone.title': ['需要重新选择文件', 'The files must be chosen again'],
  'filesGone.advice': [
    '选择文件的页面已关闭或重新加载，浏览器没有保留它们。请点“重新选择”，选中同样的文件：已上传的部分不会重传。',
    'The page in which they were chosen was closed or reloaded, and the browser kept nothing of them. Choose the same again: what is there already is not sent twice.',
  ],
  'filesLocked.title': ['浏览器需要你再次允许访问', 'The browser wants your permission again'],
  'filesLocked.advice': [
    '请点“允许访问”，任务会从断点继续。',
    'Allow the access, and the job goes on from where it was.',
  ],
  'nameTaken.title': ['本机不接受这个名称', 'This computer does not take that name'],
  'nameTaken.advice': [
    '那里有同名的文件夹或文件，或者文件系统不允许这个名称。请单独下载它，另取名称。（{{message}}）',
    'There is a folder or a file of that name, or the file system allows no such name. Download it by itself under another name. ({{message}})',
  ],
  'diskFull.title': ['磁盘空间不足', 'The disk is full'],
  'diskFull.advice': [
    '请腾出空间，然后点“继续”。没有选择位置的 zip 写在浏览器自己的存储里，那里可能比磁盘小：请分几次下载。',
    'Make room on it, then resume. A zip for which no place was chosen grows in the storage of the browser, which may be smaller than the disk: download less at a time.',
  ],
  'noRoom.title': ['浏览器的存储放不下这个 zip', 'The storage of the browser has no room for the zip'],
  'noRoom.advice': [
    '还没有读取任何对象。请从列表移除已保存的 zip，或在浏览器设置中腾出空间，然后点“继续”；也可以分几次下载。（需要 {{message}} 可用）',
    'Nothing was read yet. Remove zips that you have saved from the list, or make room in the settings of the browser, then resume; or download less at a time. (Needed {{message}} free)',
  ],
  'zipBroken.title': ['zip 没有写完', 'The zip was not written to its end'],
  'zipBroken.advice': [
    '一个对象读到一半出错，已写入的部分不能收回，所以没有留下任何文件。点“继续”从头写起。（{{message}}）',
    'An object failed in its middle, and what is written of a zip cannot be taken back: no file was left. Resume writes it anew. ({{message}})',
  ],
  'noFile.title': ['不能成为文件', 'It cannot become a file'],
  'noFile.advice': [
    '名称以 / 结尾却有内容：文件夹不能存放字节。请先重命名。',
    'Its name ends in a slash but it has content, which a folder cannot hold. Rename it first.',
  ],
  'unreadable.title': ['浏览器读不到', 'The browser cannot read it'],
  'unreadable.advice': [
    '可能是没有读取权限、失效的快捷链接，或刚被移走。它没有上传；请检查文件后再上传一次。',
    'It may be without permission to read, a broken link, or moved just now. It was not uploaded: look after the file, then upload it again.',
  ],
  'notOurs.title': ['已不是那次任务写入的对象', 'No longer the object that the job made'],
  'notOurs.advice': [
    '之后有人改写了它，撤销会丢掉新的内容，因此保持不动。',
    'It was written again since then; an undo would lose the new content, so it stays.',
  ],
  'onlyCopy.title': ['源对象已变，副本可能是唯一的一份', 'The copy may be all that is left'],
  'onlyCopy.advice': [
    '它的源对象已被删除或修改。撤销会删掉最后一份内容，因此副本保持不动。',
    'What it was copied from has been deleted or changed since then. An undo could delete the last copy, so it stays.',
  ],
  'copyGone.title': ['副本反复被改动', 'The copy keeps changing'],
  'copyGone.advice': [
    '每次删除源对象之前，副本都已被其他程序删除或改写。源对象没有被删除。请先停止改动目标的程序，然后重试。（{{message}}）',
    'Each time before the source could be removed, something else had deleted or replaced the copy. The source was kept. Stop what writes to the target, then try again. ({{message}})',
  ],
  'protected.title': ['Bucket 禁止覆盖同名对象', 'The bucket does not allow overwriting'],
  'protected.advice': [
    '该 Bucket 设置了禁止覆盖的规则，或目标是一个目录。请换一个名称，或请管理员修改规则。',
    'It has a rule against overwriting, or the target is a directory. Choose another name, or ask for the rule to be changed.',
  ],
  'unprovable.title': ['无法校验改写后的内容', 'The rewritten content could not be verified'],
  'unprovable.advice': [
    'OSS 没有这个对象的 CRC64。改写会替换它自己，却无法证明内容相同，因此没有改动。可以先复制到另一个名称。',
    'OSS has no CRC64 of this object. It would be replaced by something that nothing proves to be the same, so it was left as it is. Copy it to another name first.',
  ],
  'nameTooLong.title': ['加上编号后名称过长', 'The numbered name is too long'],
  'nameTooLong.advice': [
    '名称最长 1023 字节，加不下编号。请重命名，或选择替换或跳过。',
    'A key has at most 1,023 bytes, which leaves no room for a number. Rename it, or choose to replace or skip.',
  ],
  'publicBlocked.title': ['目标 Bucket 已阻止公共访问', 'The target bucket blocks public access'],
  'publicBlocked.advice': [
    '源对象的读写权限是公共的，目标 Bucket 不接受，因此没有写入。请在目标 Bucket 关闭“阻止公共访问”，或重新复制并取消“保留每个对象自己的读写权限”。',
    'Its own ACL is public, which the target bucket does not take, so nothing was written. Turn off Block Public Access for that bucket, or copy again without keeping ACLs.',
  ],
  'unknownClass.title': ['未能识别对象的存储类型', 'Its storage class could not be read'],
  'unknownClass.advice': [
    'OSS 没有返回存储类型，或返回了 Ferry 不认识的类型。为避免改成其他存储类型，没有写入。',
    'OSS names no storage class for it, or one that Ferry does not know. Nothing was written, since it would have become another one.',
  ],
  'danglingLink.title': ['链接指向的对象没有一起复制', 'What the link points to is not copied'],
  'danglingLink.advice': [
    '软链接只在自己的 Bucket 内有效，在另一个 Bucket 中会指向不存在的对象。请把它指向的对象一起复制，或复制那个对象本身。',
    'A symbolic link holds in its own bucket only; in another one it would point to nothing. Copy what it points to along with it, or that object itself.',
  ],
  'wasOverwritten.title': ['那次任务替换了原有的对象', 'The job replaced what was there'],
  'wasOverwritten.advice': [
    '被替换的内容已不在，撤销也找不回来；开启了版本控制的 Bucket 可以在版本中恢复。',
    'What was replaced is gone, and an undo would not bring it back. In a bucket with versioning it can be restored from its versions.',
  ],
  'missing.title': ['对象已不存在', 'The object is gone'],
  'missing.advice': [
    '它在任务开始前被移动或删除。请刷新列表。',
    'It was moved or deleted before the job began. Refresh the listing.',
  ],
} satisfies Texts
