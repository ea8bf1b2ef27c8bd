import type { Texts } from './text.ts'

/** Where the regions are, those of the finance and the government cloud too; any other ID can be typed. */
export const regions = {
  'cn-hangzhou': ['华东 1（杭州）', 'China (Hangzhou)'],
  'cn-shanghai': ['华东 2（上海）', 'China (Shanghai)'],
  'cn-nanjing': ['华东 5（南京）', 'China (Nanjing)'],
  'cn-fuzhou': ['华东 6（福州）', 'China (Fuzhou)'],
  'cn-wuhan-lr': ['华中 1（武汉）', 'China (Wuhan)'],
  'cn-qingdao': ['华北 1（青岛）', 'China (Qingdao)'],
  'cn-beijing': ['华北 2（北京）', 'China (Beijing)'],
  'cn-zhangjiakou': ['华北 3（张家口）', 'China (Zhangjiakou)'],
  'cn-huhehaote': ['华北 5（呼和浩特）', 'China (Hohhot)'],
  'cn-wulanchabu': ['华北 6（乌兰察布）', 'China (Ulanqab)'],
  'cn-shenzhen': ['华南 1（深圳）', 'China (Shenzhen)'],
  'cn-heyuan': ['华南 2（河源）', 'China (Heyuan)'],
  'cn-guangzhou': ['华南 3（广州）', 'China (Guangzhou)'],
  'cn-chengdu': ['西南 1（成都）', 'China (Chengdu)'],
  'cn-zhongwei': ['西北 2（中卫）', 'China (Zhongwei)'],
  'rg-china-mainland': ['无地域属性（中国内地）', 'No region (mainland China)'],
  'cn-hongkong': ['中国香港', 'China (Hong Kong)'],
  'ap-northeast-1': ['日本（东京）', 'Japan (Tokyo)'],
  'ap-northeast-2': ['韩国（首尔）', 'South Korea (Seoul)'],
  'ap-southeast-1': ['新加坡', 'Singapore'],
  'ap-southeast-3': ['马来西亚（吉隆坡）', 'Malaysia (Kuala Lumpur)'],
  'ap-southeast-5': ['印度尼西亚（雅加达）', 'Indonesia (Jakarta)'],
  'ap-southeast-6': ['菲律宾（马尼拉）', 'Philippines (Manila)'],
  'ap-southeast-7': ['泰国（曼谷）', 'Thailand (Bangkok)'],
  'eu-central-1': ['德国（法兰克福）', 'Germany (Frankfurt)'],
  'eu-west-1': ['英国（伦敦）', 'UK (London)'],
  'us-west-1': ['美国（硅谷）', 'US (Silicon Valley)'],
  'us-east-1': ['美国（弗吉尼亚）', 'US (Virginia)'],
  'na-south-1': ['墨西哥', 'Mexico'],
  'me-east-1': ['阿联酋（迪拜）', 'UAE (Dubai)'],
  'me-central-1': ['沙特（利雅得）', 'Saudi Arabia (Riyadh)'],
  'cn-hangzhou-finance': ['华东 1 金融云（杭州）', 'China (Hangzhou) Finance Cloud'],
  'cn-shanghai-finance-1': ['华东 2 金融云（上海）', 'China (Shanghai) Finance Cloud'],
  'cn-shenzhen-finance-1': ['华南 1 金融云（深圳）', 'China (Shenzhen) Finance Cloud'],
  'cn-beijing-finance-1': ['华北 2 金融云（北京）', 'China (Beijing) Finance Cloud'],
  'cn-north-2-gov-1': ['华北 2 阿里政务云 1', 'China (Beijing) Gov Cloud 1'],
} satisfies Texts

export type KnownRegion = keyof typeof regions

export function isKnownRegion(region: string): region is KnownRegion {
  return Object.hasOwn(regions, region)
}
