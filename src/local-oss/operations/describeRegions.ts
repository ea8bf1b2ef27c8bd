import type { ServiceContext } from '../context.ts'
import { type Answer, xmlAnswer } from '../http/answer.ts'
import { invalid } from '../metadata.ts'
import { element } from '../xml.ts'

const REGIONS = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'cn-beijing',
  'cn-chengdu',
  'cn-guangzhou',
  'cn-hangzhou',
  'cn-heyuan',
  'cn-hongkong',
  'cn-huhehaote',
  'cn-qingdao',
  'cn-shanghai',
  'cn-shenzhen',
  'cn-wulanchabu',
  'cn-zhangjiakou',
  'eu-central-1',
  'eu-west-1',
  'me-east-1',
  'us-east-1',
  'us-west-1',
]

/**
 * DescribeRegions: the regular regions, with endpoints of this server.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/describeregions
 */
export function describeRegions({ query, address }: ServiceContext): Answer {
  const wanted = query.get('regions') ?? ''
  const found = REGIONS.filter((region) => wanted === '' || wanted === `oss-${region}`)
  if (found.length === 0) throw invalid('regions', wanted)
  const lines = found.map((region) => {
    const endpoint = address.endpoint(region)
    const content = [
      element('Region', `oss-${region}`),
      element('InternetEndpoint', endpoint),
      element('InternalEndpoint', endpoint),
      element('AccelerateEndpoint', 'oss-accelerate.aliyuncs.com'),
    ]
    return element('RegionInfo', content.join(''))
  })
  return xmlAnswer(element('RegionInfoList', lines.join('')))
}
