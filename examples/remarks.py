"""The remarks of both cases in Chinese: where a figure comes from is told in a user's own words.

The library prints what it is given, so a document in two languages is given both.
"""

from __future__ import annotations

CHINESE = {
    "number, scripts and two test days": "开通号码、编写话术、试运行两天",
    "120 calls a day, 30 days": "每天 120 通，30 天",
    "30 days of 8 hours": "30 天，每天 8 小时",
    "all who sell or look after orders": "全部销售与跟单人员",
    "the system, and talking with customers": "系统操作与沟通",
    "less for many calls": "量大从优",
    "wkefu.com/industryNews/1364: a seat of a service system": (
        "wkefu.com/industryNews/1364：客服系统一席"
    ),
    "as a seat of a service system costs": "按客服系统一席的价格",
    "what the two clerks need today": "目前两名职员的实际用时",
    "one call in five is about a parcel": "五通来电中有一通询问包裹",
    "the short calls leave": "短通话被分流",
    "twenty answers, written and recorded": "二十条应答，含撰写与录音",
    "to set up fields, import, telephone": "字段设置、数据导入、电话对接",
    "print and binding": "印刷与装订",
    "short ones, each on a page": "流程较短，各一页",
    "returns and complaints": "退货与投诉",
    "as a developer; no rate was found": "按开发人员计；未找到公开单价",
    "two visits afterwards": "事后回访两次",
    "a usual floor for a team of this size": "此规模团队的常见最低额",
    "2,000 a day": "每天 2,000 通",
    "with the work after a call": "含话后处理",
    "the part of it on the phone": "其中通话部分",
    "20.75 days of 8 hours": "20.75 天，每天 8 小时",
    "every day of a month": "每月每天",
    "at most, so that people stay": "上限，以免人员流失",
    "shifts never fit the day": "班次难以完全贴合话务曲线",
    "who waits three minutes hangs up": "等待三分钟即挂断",
    "who waits two minutes leaves": "等待两分钟即离开",
    "within the day": "当日内",
    "before a mention spreads": "在传播之前",
    "leave, illness, breaks, meetings and training": "休假、病假、休息、会议与培训",
    "social insurance and housing fund": "五险一金",
    "an agent in a provincial capital": "省会城市一名坐席",
    "12 to 20 are usual": "通常为 12 至 20",
    "our estimate; no published figure was found": "我方估计；未找到公开数据",
    "75 to 100 are usual": "通常为 75 至 100",
    "usual for furniture": "家具的常用年限",
    "so that nobody waits for a chair": "避免无座可用",
    "two shifts that overlap": "两班有重叠",
    "desk, chair and partition": "桌椅与隔断",
    "5 square metres, with energy and cleaning": "5 平方米，含水电与保洁",
    "a toll-free number": "400 号码",
    "500 a day": "每天 500 封",
    "reading, looking up, answering": "阅读、查询、回复",
    "one for three calls": "每三通电话对应一次会话",
    "from greeting to notes": "从问候到记录",
    "two to three are practical": "实际可行为两到三个",
    "18 seats, and two in reserve": "18 席，另备 2 席",
    "Weibo, WeChat, Xiaohongshu": "微博、微信、小红书",
    "with asking others": "含内部询问",
    "the others need no answer": "其余无需回复",
    "a tool for monitoring": "舆情监测工具",
    "every seat of the channels, and four in reserve": "各渠道全部坐席，另备 4 席",
    "all contacts that the channels answer": "各渠道需应答的全部联络量",
    "all who talk with customers, sell or decide": "全部客服、销售与管理人员",
    "one to watch, one to answer": "监测与回复各一席",
    "one in each of two provinces": "两省各一个",
    "every fiftieth contact": "每五十次抽一次",
    "listening, scoring, telling": "听录音、评分、反馈",
    "a wage of 7,500, with on-cost, over 166 hours, rounded": (
        "工资 7,500 加附加成本，除以 166 小时，取整"
    ),
    "recording and scoring": "录音与评分",
    "all agents whom the channels pay, as this case staffs them": "本案各渠道的全部在编坐席",
    "advertising, interviews, checks": "招聘广告、面试、背景核查",
    "before the first contact alone": "独立上岗之前",
    "the wage with on-cost / 20.75 days, rounded": "含附加成本的工资除以 20.75 天，取整",
    "until they are as fast as the others": "直至与他人同速",
    "in the mean of these weeks": "这几周的平均值",
    "the wage with on-cost x 12 / 52, rounded": "含附加成本的工资乘以 12 除以 52，取整",
    "twelve months in advance; no discount is known": "预付十二个月；未知有无折扣",
    "a support tier above the standard one": "高于标准的支持等级",
    "CRM, products, talking with customers": "CRM、产品、沟通",
    "so that everybody practises": "保证人人练习",
    "cases of this company": "本公司案例",
    "steering": "统筹",
    "four channels in one go": "四个渠道同时推进",
    "design": "方案设计",
    "analysis, roll-out": "分析与推广",
    "travel of three people": "三人差旅",
    "interfaces to old systems": "旧系统接口",
    "development and test": "开发与测试",
    "15 to 20 % a year are usual": "通常每年 15 至 20 %",
    "with two rounds of comments": "含两轮意见",
    "from complaint to recall": "从投诉到召回",
    "a consultant's rate": "顾问单价",
    "one for each process": "每个流程一场",
    "half a morning": "半个上午",
    "agents, leads, back office": "坐席、班组长、后台",
    "between an agent's hour and a lead's, with on-cost": "介于坐席与班组长的小时成本之间",
    "until the new ways are habits": "直至新流程成为习惯",
    "a week of all agents, at CNY 1,828 each": "全体坐席一周，每人 CNY 1,828",
    "China Unicom Heilongjiang, 2026 call outsourcing tender, qianlima.com/bid-578370758 has "
    "1.67 and 1.76": (
        "中国联通黑龙江 2026 年客服业务外包招标（qianlima.com/bid-578370758）为 1.67 与 1.76"
    ),
    "INR 1,400.00 a user and month (zoho.com/crm/zohocrm-pricing.html, served in INR; "
    "transcribed, as billed monthly, in github.com/api-evangelist/zoho-crm at a05c899) x 0.0835 "
    "CNY/INR, a rate that we assume": (
        "每用户每月 INR 1,400.00（zoho.com/crm/zohocrm-pricing.html，以 INR 显示；按月付转录于 "
        "github.com/api-evangelist/zoho-crm，版本 a05c899）x 0.0835 CNY/INR，汇率为假设"
    ),
    "sibuke.com/huodawenan/47713: CNY 1,500 a person-day": (
        "sibuke.com/huodawenan/47713：每人天 CNY 1,500"
    ),
    "zx08.cn/article/415161: CNY 3,000 to 8,000 a day for a local trainer": (
        "zx08.cn/article/415161：本土讲师每天 CNY 3,000 至 8,000"
    ),
    "zx08.cn/article/415161: CNY 8,000 to 15,000 a day for a regionally known trainer": (
        "zx08.cn/article/415161：区域知名讲师每天 CNY 8,000 至 15,000"
    ),
    "wkefu.com/industryNews/1364: CNY 0.12 to 0.15": (
        "wkefu.com/industryNews/1364：CNY 0.12 至 0.15"
    ),
    "ningtui, 1330.cn: about CNY 5,000 a seat": "ningtui、1330.cn：每席约 CNY 5,000",
    "ICMI 2017, as apexcx reports it": "ICMI 2017，apexcx 转述",
    "worktile.com/kb/p/3326134, an article that was written with AI; the vendor publishes no "
    "price, ask for a quote": (
        "worktile.com/kb/p/3326134，AI 辅助撰写的文章；厂商未公布价格，请询价"
    ),
    "between the 30 and 50 % of worktile.com/kb/p/3326134, unverified": (
        "介于 worktile.com/kb/p/3326134 所称 30 至 50 % 之间，未经核实"
    ),
}


NAMES = {
    "PC, telephone, headset": "电脑、电话、耳机",
    "Recruiting of the first team": "首批团队招聘",
    "one contractor for all of it": "总包优惠",
}
"""What a user calls components and gives as reasons, wherever it stands."""


def in_chinese(printed: str) -> str:
    """Tell a user's own words of a document in Chinese.

    Names stand anywhere, remarks between colon and comma.
    """
    for english, chinese in NAMES.items():
        printed = printed.replace(english, chinese)
    for english, chinese in CHINESE.items():
        printed = printed.replace(f"：{english}，", f"：{chinese}，")
    return printed
