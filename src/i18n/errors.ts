import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What went wrong (`.title`) and what to do about it (`.advice`). `explain.ts` chooses. */
export const errors = {
  'causes.more': [
    '{{title}}，另有 {{count}} 种原因',
    '{{title}}, and {{count}} more cause',
    '{{title}}, and {{count}} more causes',
  ],
  'signature.title': ['AccessKey Secret 不正确', 'The AccessKey secret is wrong'],
  'signature.advice': [
    '签名不匹配。请检查 Secret 是否完整（没有多余的空格或换行）、是否属于这个 AccessKey ID。',
    "The signature doesn't match. Check that the secret is complete (no stray spaces or line breaks) and belongs to this AccessKey ID.",
  ],
  'accessKey.title': ['AccessKey ID 不存在或已禁用', "The AccessKey ID doesn't exist or is disabled"],
  'accessKey.advice': [
    '请检查 AccessKey ID，并在 RAM 控制台确认它已启用。临时访问凭证（AccessKey ID 以 STS. 开头）还需要填写 STS Token。',
    'Check the AccessKey ID, and make sure that it is enabled in the RAM console. Temporary credentials (an AccessKey ID that starts with STS.) also need their STS token.',
  ],
  'token.title': ['临时访问凭证已失效', 'The temporary credentials are no longer valid'],
  'token.advice': [
    '请重新获取一组 AccessKey ID、Secret 和 STS Token（三者须为同一次签发），在账号菜单的“更换密钥…”中填写。任务会从断点继续。',
    'Get a new AccessKey ID, secret, and STS token (all three issued together), and enter them under “Change keys…” in the account menu. Jobs then resume where they stopped.',
  ],
  'token.adviceSignIn': [
    '请重新获取一组 AccessKey ID、Secret 和 STS Token（三者须为同一次签发），填写后再登录。',
    'Get a new AccessKey ID, secret, and STS token (all three issued together), enter them here, and sign in again.',
  ],
  'suspended.title': ['阿里云账号已被停用', 'The Alibaba Cloud account is suspended'],
  'suspended.advice': [
    '可能是账号欠费，或 OSS 服务已停用。请在阿里云控制台检查。',
    'A payment may be overdue, or OSS deactivated. Check the Alibaba Cloud console.',
  ],
  'bucketEndpoint.title': ['Endpoint 中包含 Bucket 名称', 'The endpoint includes a bucket name'],
  'bucketEndpoint.advice': [
    '请填写地域的 Endpoint，例如 https://oss-cn-hangzhou.aliyuncs.com，不带 Bucket 名称；绑定到 Bucket 的自定义域名不能用于登录。',
    'Enter the endpoint of the region, such as https://oss-cn-hangzhou.aliyuncs.com, without a bucket name. The custom domain of a bucket does not work for signing in.',
  ],
  'region.title': ['地域与 Endpoint 不匹配', "The region doesn't match the endpoint"],
  'region.advice': [
    'Endpoint 属于另一个地域。请选择 Endpoint 所在的地域，或清空 Endpoint 以使用所选地域的公网 Endpoint。',
    'The endpoint belongs to another region. Select the region of the endpoint, or leave the endpoint empty to use the public one of the selected region.',
  ],
  'otherEndpoint.title': ['Bucket 需要使用另一个 Endpoint', 'The bucket has another endpoint'],
  'otherEndpoint.advice': [
    '使用此账号的 Endpoint 无法访问它。请用 Bucket 自己的 Endpoint 和地域添加账号。',
    "It can't be reached from the endpoint of this account. Add an account with the bucket's own endpoint and region.",
  ],
  'otherEndpoint.adviceNamed': [
    'OSS 给出的 Endpoint 是 {{endpoint}}，与此账号的 Endpoint 不属于同一类网络或域名，因此没有自动改用。如果您信任它，请用它和它所在的地域添加账号。',
    'OSS names {{endpoint}}, which is no endpoint of the same kind as that of this account, so it was not used. If you trust it, add an account with it and its region.',
  ],
  'acceleration.title': ['未开启传输加速', 'Transfer acceleration is off'],
  'acceleration.advice': [
    '请在 OSS 控制台为 Bucket 开启传输加速，或使用地域的 Endpoint。',
    'Turn it on for the bucket in the OSS console, or use the endpoint of the region.',
  ],
  'noEntry.title': ['本标签页已不能访问 OSS Ferry', 'This tab is no longer signed in to OSS Ferry'],
  'noEntry.advice': [
    '请在这个浏览器中再次打开 Ferry 启动时终端显示的、以“?start=…”结尾的地址，本标签页会自动继续。数据没有丢失，任务会等待。',
    'In this browser, open the printed address again: the one that ends in “?start=…”, in the terminal where Ferry runs. This tab then continues by itself. Nothing was lost, and jobs wait.',
  ],
  'noAccess.title': ['本标签页已不能访问 OSS Ferry', 'This tab is no longer signed in to OSS Ferry'],
  'noAccess.advice': [
    'Ferry 已重新启动，或 Cookie 已被清除。请在新标签页中打开本站并输入访问令牌，本标签页会自动继续。数据没有丢失，任务会等待。',
    'Ferry was restarted, or its cookies were cleared. Open this site in a new tab and enter the access token. This tab then continues by itself. Nothing was lost, and jobs wait.',
  ],
  'noAccess.open': ['打开新标签页', 'Open a new tab'],
  'clock.title': ['本机时间与 OSS 相差超过 15 分钟', "This computer's clock is off by more than 15 minutes"],
  'clock.advice': [
    '请求签名包含时间。已按 OSS 的时间重新签名，但仍被拒绝。请在系统设置中开启自动校时，然后重试。',
    'Requests are signed with the time. Ferry signed again with the time of OSS and was still refused. Turn on automatic time in your system settings, then try again.',
  ],
  'signedOut.title': ['这个任务的账号没有登录', 'The account of this job is not signed in'],
  'signedOut.advice': ['使用同一账号登录后，任务会自动继续。', 'Sign in to it, and the job resumes by itself.'],
  'readOnly.title': ['当前会话为只读', 'This session is read-only'],
  'readOnly.advice': [
    '没有发送任何写请求。要写入，请在账号菜单中关闭“只读”；已停止的任务会继续运行。',
    'No write request was sent. To make changes, turn off Read-only in the account menu; stopped jobs then resume.',
  ],
  'payer.title': ['这个 Bucket 由请求者付费', 'Requesters pay for this bucket'],
  'payer.advice': [
    '拥有者要求请求者支付请求费和流量费。同意付费后才能访问：在 Bucket 的菜单中选择“请求者付费…”。',
    'Its owner charges requests and traffic to whoever makes them. To use it, agree to pay: choose “Pay for requests…” in the menu of the bucket.',
  ],
  'denied.title': ['没有权限', 'Access denied'],
  'denied.advice': [
    '请为这个 AccessKey 授予 RAM 权限 {{action}}，并检查 Bucket Policy 是否拒绝了该操作。',
    'Grant this AccessKey the RAM action {{action}}, and check that no bucket policy denies it.',
    'Grant this AccessKey the RAM actions {{action}}, and check that no bucket policy denies them.',
  ],
  'denied.and': ['、', ' and '],
  'denied.adviceBuckets': [
    '请为这个 AccessKey 授予 RAM 权限 {{action}}。',
    'Grant this AccessKey the RAM action {{action}}.',
  ],
  'denied.adviceList': [
    '请为这个 AccessKey 授予 RAM 权限 {{action}}，并检查 Bucket Policy 是否拒绝了该操作。如果它只能访问某个目录，请直接打开该目录：输入地址 oss://bucket/folder/。',
    'Grant this AccessKey the RAM action {{action}}, and check that no bucket policy denies it. If it has access to a single folder only, go straight there: enter the address oss://bucket/folder/.',
  ],
  'denied.adviceDeny': [
    '策略中有 Deny 语句拒绝 {{action}}，再授权也不会生效。请管理策略的人删除这条语句，或缩小它的范围。',
    'A Deny statement in a policy refuses {{action}}; granting the action changes nothing. Ask whoever manages the policies to remove the statement, or to narrow it.',
  ],
  'denied.adviceUnknown': [
    '请检查这个 AccessKey 的 RAM 权限以及 Bucket Policy。',
    'Check the RAM policies of this AccessKey, and the bucket policy.',
  ],
  'network.title': ['连接中断', 'The connection was lost'],
  'network.advice': [
    '服务没有响应，可能已停止，或网络已断开。请检查网络，并确认提供本页面的程序（npm start）仍在运行，然后重试。',
    'No response: either the server has stopped or the network is down. Check the network, make sure that the program behind this page (npm start) is still running, then try again.',
  ],
  'network.adviceDirect': [
    '没有收到响应：网络已断开，Endpoint 无法访问，或浏览器拦截了请求。请检查网络和 Endpoint，然后重试。',
    "No response: the network is down, the endpoint can't be reached, or the browser blocks the request. Check the network and the endpoint, then try again.",
  ],
  'cut.title': ['连接中断', 'The connection was lost'],
  'cut.advice': [
    '本页面的网关正在运行，但 Endpoint 没有返回完整的响应就关闭了连接（{{message}}）。请检查它的拼写和端口，以及应以 http:// 还是 https:// 开头；防火墙或代理也可能中断连接。',
    'The gateway of this page is running, but the endpoint closed the connection without a whole answer ({{message}}). Check its spelling and port, and whether it should start with http:// or https://. A firewall or a proxy may also break connections.',
  ],
  'noHttp.title': ['Endpoint 的响应不是 HTTP', "The endpoint doesn't speak HTTP"],
  'noHttp.advice': [
    '可能是其他服务在使用这个端口，或 Endpoint 只支持 HTTPS。请检查端口，以及应以 http:// 还是 https:// 开头。（{{message}}）',
    'Another service may use that port, or the endpoint speaks HTTPS only. Check the port, and whether it should start with http:// or https://. ({{message}})',
  ],
  'cors.title': ['浏览器不让本页面读取 OSS 的响应', "The browser keeps OSS's answer from this page"],
  'cors.advice': [
    'OSS 有响应，但 Bucket 的跨域规则（CORS）不允许 {{message}} 读取。请让 Bucket 的管理员添加规则，项目说明的“不用网关”一节有可以直接粘贴的内容。密钥错误、本机时钟不准时，OSS 在应用规则之前就会拒绝，看起来也是这样。',
    "OSS answers, but no CORS rule of the bucket lets {{message}} read it. Have the bucket's owner add one: “Without the gateway” in the README has it, ready to paste. A wrong key or a wrong clock looks the same, because OSS refuses those before it applies the rules.",
  ],
  needsStart: [
    '如果这个密钥无权列举 Bucket，请填写起始路径。',
    "If this key isn't meant to list buckets, enter a start path.",
  ],
  signInAnyway: ['仍然登录，检查跨域规则', 'Sign in anyway to check the CORS rules'],
  'headersHidden.title': ['跨域规则隐藏了 OSS Ferry 必须读取的内容', 'The CORS rule hides what OSS Ferry must see'],
  'headersHidden.advice': [
    '没有这些响应头就无法校验，因此不执行。请在规则的“暴露 Headers”中加入：{{message}}。项目说明的“不用网关”一节有完整的规则；经由网关（npm start）则不需要规则。',
    'Without these headers nothing can be verified, so nothing was done. Add to the exposed headers of the rule: {{message}}. “Without the gateway” in the README has the whole rule; through the gateway (npm start) no rule is needed.',
  ],
  'metadataHidden.title': ['跨域规则可能隐藏了元数据', 'The CORS rule may hide user metadata'],
  'metadataHidden.advice': [
    '看不到的元数据会在这次操作中丢失，因此不执行。请在规则的“暴露 Headers”中列出该 Bucket 使用的每一个 x-oss-meta- 名称，再加上 {{message}}，表示已全部列出；或者经由网关（npm start）操作。',
    "User metadata that this page can't see would be lost, so nothing was done. Name every x-oss-meta- header that the bucket uses in the exposed headers of the rule, and {{message}} to say that these are all; or use the gateway (npm start).",
  ],
  'outOfReach.title': ['没有网关时，浏览器无法访问这个名称', "Without the gateway a browser can't reach this name"],
  'outOfReach.advice': [
    '名称中的一级是 . 或 ..，浏览器会改写这样的路径。请经由网关（npm start）操作。',
    'A level of its name is . or .., which browsers resolve. Use the gateway (npm start).',
  ],
  'upstream.title': ['网关无法连接 OSS', "The gateway can't reach OSS"],
  'upstream.advice': [
    '本页面的网关正在运行，但连接 OSS 失败（{{message}}）。请检查 Endpoint 和防火墙。如果网络要求使用 HTTP 代理，请设置环境变量 HTTPS_PROXY，再启动 Ferry。',
    'The gateway of this page is running, but its connection to OSS failed ({{message}}). Check the endpoint and the firewall. If your network requires an HTTP proxy, set HTTPS_PROXY in the environment and start Ferry again.',
  ],
  'hostNotFound.title': ['找不到 Endpoint 的域名', "The endpoint's host name can't be found"],
  'hostNotFound.advice': [
    '请检查 Endpoint 和地域的拼写。如果没有写错，说明 DNS 无法解析这个域名：内网 Endpoint 只能在阿里云内网或 VPN 中使用。',
    "Check the spelling of the endpoint and the region. If both are right, DNS doesn't know the name: internal endpoints work inside Alibaba Cloud or through a VPN only.",
  ],
  'noNetwork.title': ['没有网络连接', 'No network connection'],
  'noNetwork.advice': [
    '本页面的网关正在运行，但它所在的计算机连接不到网络或 DNS（{{message}}）。请检查网络和 VPN，然后重试。',
    'The gateway of this page is running, but its computer has no connection to the network, or to DNS ({{message}}). Check the network and the VPN, then try again.',
  ],
  'certificate.title': ['Endpoint 的证书不受信任', "The endpoint's certificate isn't trusted"],
  'certificate.advice': [
    '没有发送任何密钥或数据。如果是专有云，请下载它的 CA 证书，设置环境变量 NODE_EXTRA_CA_CERTS 为证书文件的路径，再启动 Ferry。否则，可能有代理或其他程序在中间解密连接：请联系网络管理员。（{{message}}）',
    'No keys or data were sent. For a private cloud, get its CA certificate, and start Ferry with NODE_EXTRA_CA_CERTS set to the path of that file. Otherwise a proxy, or somebody else, may be decrypting the connection: ask your network administrator. ({{message}})',
  ],
  'certificateExpired.title': ['Endpoint 的证书不在有效期内', "The endpoint's certificate isn't valid at this time"],
  'certificateExpired.advice': [
    '没有发送任何密钥或数据。请检查运行 Ferry 的计算机的日期和时间；如果准确，请联系 Endpoint 的管理员更新证书。（{{message}}）',
    'No keys or data were sent. Check the date and time of the computer that runs Ferry. If they are right, have the administrator of the endpoint renew the certificate. ({{message}})',
  ],
  'certificateOther.title': ['证书属于另一个域名', 'The certificate belongs to another host'],
  'certificateOther.advice': [
    '没有发送任何密钥或数据。请检查 Endpoint 的拼写；如果是自定义域名，请在 OSS 控制台为它上传证书。（{{message}}）',
    'No keys or data were sent. Check the spelling of the endpoint. For a custom domain, upload its certificate in the OSS console. ({{message}})',
  ],
  'tlsRefused.title': ['Endpoint 拒绝了 HTTPS 连接', 'The endpoint refuses the HTTPS connection'],
  'tlsRefused.advice': [
    'Endpoint 支持 HTTPS，但可能只支持过时的加密协议，或要求对方也出示证书（Ferry 没有）。请检查 Endpoint 和端口，并联系它的管理员。（{{message}}）',
    'It speaks HTTPS, but may know only outdated encryption, or require a certificate of whoever connects, which Ferry does not have. Check the endpoint and its port, then ask its administrator. ({{message}})',
  ],
  'noTls.title': ['Endpoint 不支持 HTTPS', "The endpoint doesn't speak HTTPS"],
  'noTls.advice': [
    '没有发送任何密钥或数据。请检查端口；如果 Endpoint 只支持 HTTP，请以 http:// 开头填写。（{{message}}）',
    'No keys or data were sent. Check the port. If the endpoint speaks HTTP only, enter it with http:// in front. ({{message}})',
  ],
  'proxySignIn.title': ['代理要求登录', 'A proxy asks for a sign-in'],
  'proxySignIn.advice': [
    '响应来自网络中的 HTTP 代理（407），不是 OSS。请在环境变量 HTTPS_PROXY 的主机名前写上代理的登录信息，以 @ 分隔，再启动 Ferry；或者请网络管理员允许运行 Ferry 的计算机访问这个 Endpoint。（{{message}}）',
    'An HTTP proxy on the network answered (407), not OSS. Write your sign-in for the proxy into HTTPS_PROXY, in front of its host and an @, and start Ferry again; or ask your network administrator to let the computer that runs Ferry reach this endpoint. ({{message}})',
  ],
  'proxyRefused.title': ['代理拒绝连接这个 Endpoint', "The proxy doesn't allow this endpoint"],
  'proxyRefused.advice': [
    '没有发送任何密钥或数据。请网络管理员在代理中允许这个 Endpoint，以及它的各个 Bucket 的域名；如果不经过代理也能访问，请把它加入 NO_PROXY，再启动 Ferry。（{{message}}）',
    'No keys or data were sent. Ask your network administrator to allow this endpoint, and the host names of its buckets, in the proxy. If it can be reached without the proxy, add it to NO_PROXY and start Ferry again. ({{message}})',
  ],
  'proxyNoWay.title': ['代理无法连接这个 Endpoint', "The proxy can't reach this endpoint"],
  'proxyNoWay.advice': [
    '请检查 Endpoint 的拼写。内网 Endpoint 和专有云通常不经过代理：请把它们的域名加入 NO_PROXY，再启动 Ferry。（{{message}}）',
    'Check the spelling of the endpoint. Internal endpoints and private clouds are usually reached without a proxy: add them to NO_PROXY and start Ferry again. ({{message}})',
  ],
  'proxyCertificate.title': ['代理的证书不受信任', "The proxy's certificate isn't trusted"],
  'proxyCertificate.advice': [
    '环境变量 HTTPS_PROXY 或 HTTP_PROXY 中的代理通过 HTTPS 连接，但它的证书不受信任、不在有效期内，或属于另一个主机。请设置环境变量 NODE_EXTRA_CA_CERTS 为其 CA 证书文件的路径，再启动 Ferry；如果代理只支持 HTTP，请把它的地址改为以 http:// 开头。（{{message}}）',
    'The proxy that HTTPS_PROXY or HTTP_PROXY names is reached over HTTPS, but its certificate is not trusted, not valid at this time, or for another host. Start Ferry with NODE_EXTRA_CA_CERTS set to the path of its CA certificate; if the proxy speaks HTTP only, begin its address with http://. ({{message}})',
  ],
  'proxyUnreachable.title': ['无法通过代理连接', 'No connection through the proxy'],
  'proxyUnreachable.advice': [
    '环境变量 HTTPS_PROXY 或 HTTP_PROXY 中的代理没有响应，或中断了连接。请检查它的地址，以及它是否在运行；不需要代理时，请去掉这个变量，再启动 Ferry。（{{message}}）',
    "The proxy that HTTPS_PROXY or HTTP_PROXY names doesn't answer, or broke the connection. Check its address and whether it runs. If you need no proxy, remove the variable and start Ferry again. ({{message}})",
  ],
  'stranger.title': ['响应不是来自 OSS', 'Something other than OSS answered'],
  'stranger.advice': [
    '响应是 HTTP {{status}}，没有 Request ID。可能来自网络中的代理，或 Endpoint 属于其他服务。如果所在的网络需要网页登录，请先登录网络；否则请检查 Endpoint，如果没有写错，请联系网络管理员。',
    'The response is HTTP {{status}} without a request ID. It may come from a proxy on the network, or the endpoint belongs to another service. If the network has a sign-in page, sign in to it first. Otherwise check the endpoint; if it is right, ask your network administrator.',
  ],
  'strangeDomain.title': ['OSS 不认识 Endpoint 的域名', "OSS doesn't know the domain of the endpoint"],
  'strangeDomain.advice': [
    '如果它是 Bucket 的自定义域名，请在 OSS 控制台将它绑定到这个 Bucket，几分钟后重试；否则请填写地域的 Endpoint，不带 Bucket 名称。',
    'If it is the custom domain of a bucket, bind it to that bucket in the OSS console, and try again in a few minutes. Otherwise enter the endpoint of the region, without a bucket name.',
  ],
  'noPathStyle.title': ['这个 Endpoint 不接受路径中的 Bucket 名称', 'This endpoint takes no buckets in the path'],
  'noPathStyle.advice': [
    'OSS 要求 Bucket 名称在域名中。请填写地域的 Endpoint（域名，而不是数字地址），并取消选中“Endpoint 在路径中指定 Bucket”。',
    'OSS takes the name of a bucket in the host name. Enter the endpoint of the region, a domain and not an address in numbers, and clear “The endpoint takes buckets in the path”.',
  ],
  'publicEndpoint.title': ['这个账号不能使用公网 Endpoint', "This account can't use the public endpoint"],
  'publicEndpoint.advice': [
    '自 2025 年 3 月 20 日起，OSS 新用户须通过自定义域名访问中国内地的 Bucket。请在 OSS 控制台为 Bucket 绑定自定义域名，再以该域名为 Endpoint 添加账号，并选中“Endpoint 是 Bucket 的自定义域名”。在阿里云内网中也可以使用内网 Endpoint。',
    'Since March 20, 2025, new OSS users need a custom domain for buckets in the Chinese mainland. Bind one to the bucket in the OSS console, then add an account with it as the endpoint, marked “The endpoint is a custom domain of the bucket”. Inside Alibaba Cloud, the internal endpoint works as well.',
  ],
  'signatureVersion.title': ['这个 OSS 不支持 V4 签名', "This OSS doesn't take V4 signatures"],
  'signatureVersion.advice': [
    'Ferry 只使用 V4 签名，不使用 V1。如果是专有云，请升级到支持 V4 的版本；否则请检查 Endpoint 是否属于 OSS。',
    'Ferry signs with V4 only, never with V1. A private cloud has to be updated to a version that takes V4; otherwise check that the endpoint belongs to OSS.',
  ],
  'otherBucket.title': ['自定义域名只能访问一个 Bucket', 'The custom domain reaches one bucket only'],
  'otherBucket.advice': [
    '没有发送请求。要访问其他 Bucket，请使用它们的域名或地域的 Endpoint 再添加一个账号。（{{message}}）',
    'Nothing was sent. To reach other buckets, add an account with their domain, or with the endpoint of the region. ({{message}})',
  ],
  'target.title': ['网关不转发到这个地址', "The gateway doesn't forward to this address"],
  'target.advice': [
    '网关只通过 HTTPS 转发到 OSS 的域名，且公网域名不得解析到内网地址。请检查 Endpoint（{{message}}）；专有云或自定义域名需由网关的运维人员用 --allow-host 放行，HTTP 需用 --allow-http。',
    'The gateway forwards to OSS hosts only, over HTTPS, and public names must not resolve to private addresses. Check the endpoint ({{message}}). For a private cloud or a custom domain, the operator of the gateway has to allow it with --allow-host; for plain HTTP, with --allow-http.',
  ],
  'answerTooLarge.title': ['响应过大', 'The response is too large'],
  'answerTooLarge.advice': [
    'OSS 的响应超出了网关单次接收的上限（{{message}}）。请检查 Endpoint 是否指向 OSS；如果是列举，请缩小范围后重试。',
    'OSS sent more than the gateway accepts in one response ({{message}}). Check that the endpoint belongs to OSS; if this was a listing, try a smaller folder.',
  ],
  'gatewayFull.title': ['网关请求过多', 'Too many requests at the gateway'],
  'gatewayFull.advice': [
    '本页面等待中的请求超出了网关的上限。请稍后重试，或减少同时运行的任务。',
    'This page has more requests waiting than the gateway accepts. Try again in a moment, or run fewer jobs at once.',
  ],
  'timeout.title': ['请求超时', 'The request timed out'],
  'timeout.advice': [
    '请求已发出，但没有在限定时间内完成。请检查网络和 Endpoint，然后重试；已完成的部分不会重做。',
    'The request was sent but not answered in time. Check the network and the endpoint, then try again; nothing that is done is repeated.',
  ],
  'timeout.adviceSignIn': [
    'Endpoint 没有在限定时间内响应。请检查它的拼写和端口、网络和防火墙，然后重试。',
    'The endpoint did not answer in time. Check its spelling and port, the network, and the firewall, then try again.',
  ],
  'endlessListing.title': ['列举没有正常结束', "The listing didn't end properly"],
  'endlessListing.advice': [
    '返回的列表不再推进，或没有说明是否还有下一页，无法确认是否完整，因此没有据此执行任何操作。请稍后重试；若仍如此，可能是中间的代理改动了响应（{{message}}）。',
    "The listing stopped advancing, or didn't say whether there is more. It may be incomplete, so nothing was done based on it. Try again later; if it keeps happening, a proxy may be altering responses ({{message}}).",
  ],
  'oddAnswer.title': ['无法识别响应', "The response isn't from OSS"],
  'oddAnswer.advice': [
    '响应不符合 OSS 的格式，可能来自中间的代理或其他服务（{{operation}}）。如果所在的网络需要网页登录，请先登录网络；否则请检查 Endpoint 和网络，然后重试。',
    "The response doesn't have the format of OSS; a proxy or another service may have sent it ({{operation}}). If the network has a sign-in page, sign in to it first. Otherwise check the endpoint and the network, then try again.",
  ],
  'busy.title': ['OSS 繁忙，请求被限流', 'OSS is throttling requests'],
  'busy.advice': [
    '已自动降速并重试多次，仍未成功。请稍后重试，或减少同时运行的任务。',
    'Ferry slowed down and retried several times without success. Try again later, or run fewer jobs at once.',
  ],
  'internal.title': ['OSS 内部错误', 'OSS internal error'],
  'internal.advice': [
    '通常是暂时的，请重试。若反复出现，请将 Request ID {{requestId}} 提供给阿里云技术支持。',
    'Usually temporary: try again. If it keeps happening, send the request ID {{requestId}} to Alibaba Cloud support.',
  ],
  'noBucket.title': ['Bucket 不存在', "The bucket doesn't exist"],
  'noBucket.advice': [
    '请检查 Bucket 名称和地域；它也可能刚被删除。',
    'Check its name and region; it may also have just been deleted.',
  ],
  'noKey.title': ['对象不存在', "The object doesn't exist"],
  'noKey.advice': [
    '它可能已被移动、重命名或删除。请刷新列表。',
    'It may have been moved, renamed, or deleted. Refresh the list.',
  ],
  'changed.title': ['源对象在操作期间被修改', 'The source changed during the operation'],
  'changed.advice': [
    '为避免混入两个版本的内容，操作已停止，源对象没有被删除。重试会以新的内容重新开始。',
    'To avoid mixing two versions, the operation was stopped and the source was kept. Retry to start over with the new content.',
  ],
  'exists.title': ['目标已存在', 'The destination already exists'],
  'exists.advice': [
    '目标对象在生成计划之后出现或改变，因此没有覆盖它。请重试，并选择如何处理冲突。',
    'An object appeared or changed at the destination after the plan was made, so it was not overwritten. Retry and choose how to handle conflicts.',
  ],
  'immutable.title': ['对象受保留策略保护', 'A retention policy protects the object'],
  'immutable.advice': [
    '到期之前（WORM），OSS 不允许覆盖或修改它，没有写入任何内容。请换一个名称，或到期后重试。',
    'Until it expires (WORM), OSS refuses to overwrite or change it. Nothing was overwritten. Choose another name, or retry after that.',
  ],
  'immutable.adviceDelete': [
    '到期之前（WORM），OSS 不允许删除它。如果是移动或重命名：副本已写入目标位置并校验一致，两边都有这个对象。到期后重试即可删除源对象。',
    'Until it expires (WORM), OSS refuses to delete it. If this is a move or a rename, its copy was made and verified, so the object exists in both places. Retry after that to delete the source.',
  ],
  'falseEncoding.title': ['内容无法按 {{message}} 解码', "The content can't be decoded as {{message}}"],
  'falseEncoding.advice': [
    '对象的 Content-Encoding 是 {{message}}，但内容不是这种编码，或传输中断。可以下载它（按存储的字节保存），或用“编辑元数据”清空 Content-Encoding。',
    "The object's Content-Encoding says {{message}}, but its content isn't encoded that way, or the transfer was cut off. Download it (downloads save the bytes as stored), or clear Content-Encoding under “Edit metadata”.",
  ],
  'inflatesTooFar.title': ['解压后的内容过大，无法预览', "Too large to preview once it's decompressed"],
  'inflatesTooFar.advice': [
    '请下载它：下载会按存储的字节保存，不会解压。',
    'Download it: downloads save the bytes as stored, without decompressing them.',
  ],
  'altered.title': ['收到的内容与对象不一致', "What arrived isn't the object's content"],
  'altered.advice': [
    '网络中的代理或安全设备可能压缩或改写了 OSS 返回的内容，因此没有使用收到的内容；对象本身没有变化。请换一个网络，或请网络管理员不要改写 OSS 域名的响应，然后重试。',
    'A proxy or a security device on the network probably compressed or rewrote what OSS sent, so it was not used. The object itself is unchanged. Use another network, or ask your network administrator to leave responses from OSS hosts as they are, then try again.',
  ],
  'tooLarge.title': ['对象过大，不能一次复制', 'The object is too large for a single copy'],
  'tooLarge.advice': ['请重试：Ferry 会改用分片复制。', 'Retry: Ferry then copies it in parts.'],
  'archived.title': ['对象已归档，需要先解冻', 'The object is archived and must be restored first'],
  'archived.advice': [
    '任务可以先解冻（归档存储约 1 分钟，冷归档存储数小时），可读后自动继续。',
    'The job can restore it first (about a minute for Archive, hours for Cold Archive) and continues once it is readable.',
  ],
  'notDeleted.title': ['没有被删除，无需恢复', 'Not deleted: nothing to restore'],
  'notDeleted.advice': ['对象现在就在那里，可以直接使用。', 'The object is there now.'],
  'notArchived.title': ['不是归档对象，无需解冻', 'Not archived: nothing to restore'],
  'notArchived.advice': ['这种存储类型的对象可以直接读取。', 'Objects of this storage class are always readable.'],
  'readable.title': ['已经解冻', 'Already restored'],
  'readable.advice': [
    '现在就可以读取。要延长可读天数，请直接选择这个对象再解冻。',
    'It is readable now. To keep it readable for longer, select the object itself and restore it again.',
  ],
  'verify.title': ['校验不一致', "The copy doesn't match its source"],
  'verify.advice': [
    '副本与源对象的大小或 CRC64 不同，因此源对象没有被删除。请重试。',
    'The size or CRC64 of the copy differs from the source, so the source was kept. Try again.',
  ],
  'unproved.title': ['无法校验副本', "The copy can't be verified"],
  'unproved.advice': [
    '副本已写入，但 OSS 没有返回可以比对的校验值，因此源对象没有被删除。请自行核对后再删除源对象。',
    'The copy was written, but OSS returned no checksum to compare, so the source was kept. Compare the two yourself before you delete the source.',
  ],
  'notAsAsked.title': ['元数据未按要求保存', "The metadata wasn't saved as requested"],
  'notAsAsked.advice': [
    '对象内容没有变化，但读回的元数据与要求不同。请刷新后再次编辑。',
    'The content is unchanged, but the metadata that OSS returns differs from what was requested. Refresh and edit it again.',
  ],
  'notYetFree.title': ['目标位置的对象还没有移走', "The object at the destination hasn't moved yet"],
  'notYetFree.advice': [
    '它属于同一次移动，需要先移走。请先解决它的问题，然后重试。两个对象都保持原样。',
    'It is part of the same move and has to go first. Resolve its problem, then retry. Both objects are unchanged.',
  ],
  'linkAhead.title': ['软链接的目标还没有完成', "The symlink's target isn't done yet"],
  'linkAhead.advice': [
    '目标属于同一个任务，要等它有了新位置才能创建软链接。请先解决目标的问题，然后重试；软链接保持原样。',
    'The target is part of the same job, and the symlink is created once the target has its new place. Resolve the problem of the target, then retry; the symlink is unchanged.',
  ],
  'unknown.title': ['OSS 返回错误 {{code}}', 'OSS returned {{code}}'],
  'unknown.advice': ['{{message}}（Request ID：{{requestId}}）', '{{message}} (request ID: {{requestId}})'],
  'unknown.adviceNoId': ['{{message}}', '{{message}}'],

  'unknownClass.title': ['无法识别对象的存储类型', 'The storage class of the object is unknown'],
  'unknownClass.advice': [
    'OSS 没有返回存储类型，或返回了 Ferry 不认识的类型。为避免改成其他存储类型，没有写入。',
    "OSS returned no storage class, or one that Ferry doesn't know. Nothing was written, to avoid changing it.",
  ],
  'otherRegion.title': ['不能跨地域复制', "Can't copy across regions"],
  'otherRegion.advice': [
    'OSS 只能在同一地域内复制。请选择与源相同地域的 Bucket；跨地域可以选择“经本机中转”，或使用 OSS 的跨区域复制（CRR）。',
    'OSS copies within one region only. Choose a bucket in the region of the source. To reach another region, turn on “Relay through this computer”, or use the cross-region replication (CRR) of OSS.',
  ],
  'otherAccount.title': ['不能跨账号复制', "Can't copy across accounts"],
  'otherAccount.advice': [
    '请使用对两边都有权限的账号（读取源、读写目标），或选择“经本机中转”：由源账号读取，由目标账号写入。',
    'Use one account that can read the source and can read and write the destination, or turn on “Relay through this computer”: one account reads, the other writes.',
  ],
  'appendable.title': ['追加类型的对象不能复制', "Appendable objects can't be copied"],
  'appendable.advice': [
    'OSS 不支持复制追加上传的对象。可以编辑它的元数据；要复制或移动，请选择“经本机中转”，副本会成为普通类型。',
    "OSS can't copy objects that were uploaded by appending. You can edit the metadata; to copy or move the object, turn on “Relay through this computer”: the copy is a normal object.",
  ],
  'intoItself.title': ['不能放入自身', "A folder can't go into itself"],
  'intoItself.advice': [
    '目标位于所选目录之内。请选择其他位置。',
    'The destination is inside the selected folder. Choose another place.',
  ],
  'taken.title': ['名称已被占用', 'That name is taken'],
  'taken.advice': [
    '目标位置已有同名的对象或目录，没有改动任何内容。请换一个名称，或在重命名时选择如何处理已有内容。',
    'An object or a folder of that name already exists; nothing was changed. Choose another name, or choose in the rename dialog what to do with the existing content.',
  ],
  'sameTarget.title': ['所选项会使用相同的名称', 'Two items would get the same name'],
  'sameTarget.advice': [
    '所选的两项会成为同一个对象。请分两次操作，或换一个名称。',
    'Two of the selected items would become the same object. Copy them separately, or under different names.',
  ],
  'sameObject.title': ['目标与源相同', 'Source and destination are the same'],
  'sameObject.advice': ['请选择其他位置或名称。', 'Choose another place or name.'],
  'keyTooLong.title': ['目标名称过长', 'The destination name is too long'],
  'keyTooLong.advice': [
    '对象名称最长 1023 字节（UTF-8）。请选择更短的目录或名称。',
    'An object name can have up to 1,023 bytes (UTF-8). Choose a shorter folder or name.',
  ],
  'symlink.title': ['软链接的元数据不能编辑', "The metadata of a symlink can't be edited"],
  'symlink.advice': [
    'OSS 读取软链接时返回的是目标对象。请直接编辑目标对象。',
    'OSS returns the target object for a symlink. Edit the target instead.',
  ],
  'quota.title': ['浏览器的存储已满', "The browser's storage is full"],
  'quota.advice': [
    '任务进度无法写入浏览器存储，因此已停止；已完成的部分不会丢失。请清除已结束的任务，或在浏览器设置中腾出空间，然后点击“继续”。',
    "The job's progress can't be saved in the browser's storage, so the job stopped; what is done is not lost. Clear finished jobs or free up space in the browser settings, then resume.",
  ],
  'journal.title': ['浏览器没有保留任务记录', 'The browser no longer has the record of this job'],
  'journal.advice': [
    '任务进度无法保存，因此已停止；在 OSS 中已完成的部分不受影响。磁盘可能已满，或网站数据已被清除。请腾出磁盘空间，然后点击“继续”；如果记录已被清除，请移除这个任务并重新发起：遇到已存在的对象时会先询问您。',
    "The job's progress can't be saved, so the job stopped; what is done in OSS stays. The disk may be full, or the site data was cleared. Free up disk space, then resume. If the record is gone, remove the job and start it again: Ferry asks you about objects that already exist.",
  ],
  'headers.title': ['请求头过大', 'The request headers are too large'],
  'headers.advice': [
    '对象的元数据加上签名，超过了服务端对请求头大小的限制。请减少用户自定义元数据的条数或长度（OSS 上限为 8 KB）。',
    "The object's metadata and the signature exceed what the server accepts in request headers. Use fewer or shorter user metadata (OSS allows 8 KB).",
  ],
  'filesGone.title': ['需要重新选择文件', 'Select the files again'],
  'filesGone.advice': [
    '选择文件的页面已关闭或重新加载，浏览器没有保留这些文件。请点击“重新选择”，选中相同的文件：已上传的部分不会重传。',
    'The page in which you selected them was closed or reloaded, and the browser kept no access to them. Select the same files again: what is already uploaded is not sent again.',
  ],
  'filesLocked.title': ['浏览器需要您再次授权', 'The browser needs your permission again'],
  'filesLocked.advice': ['请点击“允许访问”，任务会从断点继续。', 'Allow access, and the job resumes where it stopped.'],
  'nameTaken.title': ['本机不接受这个名称', "This computer can't use that name"],
  'nameTaken.advice': [
    '本机已有同名的文件夹或文件，或者文件系统不允许这个名称。请单独下载它，并使用其他名称。（{{message}}）',
    "A folder or file of that name exists, or the file system doesn't allow it. Download the object separately, under another name. ({{message}})",
  ],
  'diskFull.title': ['磁盘空间不足', 'The disk is full'],
  'diskFull.advice': [
    '请腾出空间，然后点击“继续”。没有选择保存位置的 zip 写在浏览器自己的存储中，该空间可能比磁盘小：请分几次下载。',
    "Free up space, then resume. A zip without a selected location is written to the browser's own storage, which may be smaller than the disk: download less at a time.",
  ],
  'noRoom.title': ['浏览器的存储放不下这个 zip', "The zip doesn't fit in the browser's storage"],
  'noRoom.advice': [
    '还没有读取任何对象。请从列表移除已保存的 zip，或在浏览器设置中腾出空间，然后点击“继续”；也可以分几次下载。（所需与可用空间：{{message}}）',
    'Nothing was read yet. Remove zips that you have saved from the list, or free up space in the browser settings, then resume; or download less at a time. (Space needed and available: {{message}})',
  ],
  'zipBroken.title': ['zip 没有写完', "The zip wasn't completed"],
  'zipBroken.advice': [
    '读取某个对象时中途出错，zip 中已写入的部分无法撤回，因此没有留下文件。点击“继续”会从头写起。（{{message}}）',
    "An object failed halfway, and what is already in a zip can't be taken out, so no file was left behind. Resume to start it over. ({{message}})",
  ],
  'jobGone.title': ['要撤销的任务已被移除', 'The job to be undone was removed'],
  'jobGone.advice': [
    '它的记录已经不在，因此不知道它写入了什么，没有撤销任何内容。请移除这个撤销任务。',
    'Without its record nobody knows what it wrote, so nothing was undone. Remove this job.',
  ],
  'noFile.title': ['不能保存为文件', "Can't be saved as a file"],
  'noFile.advice': [
    '它的名称以 / 结尾却有内容，而本地文件夹不能存放内容。请先重命名。',
    "Its name ends in / but it has content, which a folder on disk can't hold. Rename it first.",
  ],
  'unreadable.title': ['浏览器无法读取', "The browser can't read it"],
  'unreadable.advice': [
    '可能没有读取权限、快捷方式已失效，或文件刚被移走。它没有上传；请检查文件后再次上传。',
    "There may be no read permission, the link may be broken, or it was just moved. It wasn't uploaded: check the file, then upload it again.",
  ],
  'notOurs.title': ['已不是该任务写入的对象', 'No longer the object that the job wrote'],
  'notOurs.advice': [
    '它之后被改写过，撤销会丢失新的内容，因此保持不变。',
    'It was overwritten since. Undoing would lose the new content, so it was left as it is.',
  ],
  'onlyCopy.title': ['源对象已变，副本可能是唯一的一份', 'The copy may be the only one left'],
  'onlyCopy.advice': [
    '源对象已被删除或修改。撤销会删除最后一份内容，因此副本保持不变。',
    'Its source was deleted or changed since. Undoing could delete the last copy, so it was left as it is.',
  ],
  'copyGone.title': ['副本反复被改动', 'The copy keeps changing'],
  'copyGone.advice': [
    '每次删除源对象之前，副本都已被其他程序删除或改写。源对象没有被删除。请先停止改动目标的程序，然后重试。（{{message}}）',
    'Each time before the source could be deleted, another program had deleted or overwritten the copy. The source was kept. Stop whatever writes to the destination, then retry. ({{message}})',
  ],
  'protected.title': ['Bucket 禁止覆盖同名对象', "The bucket doesn't allow overwriting"],
  'protected.advice': [
    '该 Bucket 设置了禁止覆盖的规则，或目标是一个目录。请换一个名称，或请管理员修改规则。',
    'The bucket has a rule against overwriting, or the destination is a folder. Choose another name, or ask an administrator to change the rule.',
  ],
  'nullVersion.title': ['会丢失版本 ID 为 null 的历史版本', 'A previous version with the ID null would be lost'],
  'nullVersion.advice': [
    'Bucket 的版本控制已暂停（或此密钥无权查询），在此写入或删除会永久清除该历史版本，因此对象保持不变。请在“版本…”中永久删除它，需要时先用“另存为…”保存；或开启版本控制。然后重试。',
    'Versioning is suspended in the bucket, or this key may not ask whether it is: a write or a delete here would remove that version permanently, so the object was left as it was. Under “Versions…”, delete it, after “Copy as…” if you need it, or turn on versioning. Then retry.',
  ],
  'unprovable.title': ['无法校验改写后的内容', "The rewritten content can't be verified"],
  'unprovable.advice': [
    'OSS 没有这个对象的 CRC64。改写会替换它自身，却无法校验内容是否相同，因此没有改动。可以先复制为另一个名称。',
    "OSS has no CRC64 for this object. It would be replaced by content that can't be verified, so it was left as it is. Copy it to another name first.",
  ],
  'nameTooLong.title': ['加上编号后名称过长', 'The numbered name is too long'],
  'nameTooLong.advice': [
    '对象名称最长 1023 字节，加不下编号。请重命名，或选择替换或跳过。',
    'An object name can have up to 1,023 bytes, which leaves no room for the number. Rename it, or choose to replace or skip.',
  ],
  'publicBlocked.title': ['目标 Bucket 已阻止公共访问', 'The destination bucket blocks public access'],
  'publicBlocked.advice': [
    '源对象的读写权限是公共的，目标 Bucket 不接受，因此没有写入。请在目标 Bucket 关闭“阻止公共访问”，或重新复制并取消“保留每个对象的读写权限”。',
    "The source has a public ACL, which the destination bucket doesn't accept, so nothing was written. Turn off Block Public Access for that bucket, or copy again without “Keep the ACL of each object”.",
  ],
  'leftUnblocked.title': [
    '读写权限未保存，“阻止公共访问”已关闭',
    'The ACL was not saved, and Block Public Access is now off',
  ],
  'leftUnblocked.advice': [
    '为保存公共读写权限，先关闭了“阻止公共访问”；随后保存失败，也没能重新开启它。这个 Bucket 中对象自身的公共读写权限现在可能生效，请尽快在 OSS 控制台重新开启。',
    "Block Public Access was turned off to save a public ACL; then the ACL could not be saved, and it couldn't be turned back on either. Public ACLs of objects in this bucket may now take effect, so turn it back on in the OSS console.",
  ],
  'danglingLink.title': ['软链接的目标没有一起复制', "The symlink's target isn't copied"],
  'danglingLink.advice': [
    '软链接只在自己的 Bucket 内有效，在另一个 Bucket 中会指向不存在的对象。请把目标对象一起复制，或只复制目标对象。',
    'A symlink works in its own bucket only; in another one it would point to nothing. Copy its target along with it, or copy the target instead.',
  ],
  'linkRelayed.title': ['软链接不能中转', "Symlinks can't be relayed"],
  'linkRelayed.advice': [
    '软链接只在自己的 Bucket 内有效，读取它得到的是目标对象。请改为复制它的目标对象。',
    'A symlink works in its own bucket only, and reading it returns its target. Copy its target instead.',
  ],
  'cameLater.title': ['读取列表之后才有的对象', 'Newer than the list you selected from'],
  'cameLater.advice': [
    '它在读取列表之后才出现，或被重新写入，因此保持不动。刷新列表后重新选择即可包括它。',
    'It was added or overwritten after the list was read, so it is left alone. Refresh the list and select again to include it.',
  ],
  'wasOverwritten.title': ['该任务替换了原有的对象', 'The job replaced the object that was there'],
  'wasOverwritten.advice': [
    '被替换的内容已不存在，撤销也无法找回；如果 Bucket 开启了版本控制，可以在“版本”中恢复。',
    "The replaced content is gone, and undoing doesn't bring it back. If versioning is on, you can restore it under Versions.",
  ],
  'missing.title': ['对象已不存在', 'The object no longer exists'],
  'missing.advice': [
    '它在任务开始前被移动或删除。请刷新列表。',
    'It was moved or deleted before the job started. Refresh the list.',
  ],
} satisfies Texts

addWords('errors', errors)
