// Every text of the console, Chinese first.

const WORDS = {
  zh: {
    product: "监护",
    console: "控制台",
    tagline: "政务智能机器人运行监护",
    signIn: "登录",
    signOut: "退出",
    name: "用户名",
    password: "密码",
    signInFailed: "用户名或密码不正确。",
    tooMany: "尝试次数过多，请 {0} 秒后再试。",
    signedOut: "会话已结束，请重新登录。",
    offline: "连接中断，正在重新连接…",
    online: "已连接",
    queue: "工单",
    robots: "机器人",
    policy: "策略",
    keys: "快捷键",
    language: "English",
    open: "待处理",
    mine: "我的",
    waiting: "待领取",
    filter: "筛选",
    emptyQueue: "没有待处理的工单。",
    emptyQueueHint: "新工单会自动出现在这里。",
    choose: "请从左侧选择一张工单。",
    ticket: "工单",
    severity: { critical: "紧急", high: "高", medium: "中", low: "低", info: "一般" },
    priority: "优先级",
    state: {
      queued: "待领取", claimed: "已领取", answered: "已答复", closed: "已关闭", expired: "已超时", cancelled: "已取消",
    },
    age: "已等待 {0}",
    dueIn: "剩余 {0}",
    overdue: "已超时 {0}",
    noDeadline: "无时限",
    seconds: "{0} 秒",
    minutes: "{0} 分钟",
    hours: "{0} 小时",
    days: "{0} 天",
    robot: "机器人",
    holder: "处理人",
    nobody: "无人",
    opened: "提交时间",
    why: "转人工原因",
    byRequest: "市民要求转人工",
    transcript: "对话记录（已脱敏）",
    noTranscript: "没有对话记录。",
    role: { user: "市民", assistant: "机器人", system: "系统", tool: "工具", guardian: "监护人", parameter: "参数" },
    answer: "答复市民",
    answerHint: "答复将以监护人名义在市民的下一次对话中送达。请勿写入个人信息。",
    canned: "常用答复",
    cannedTexts: [
      ["已受理", "您好，您的问题已由工作人员受理，我们会尽快核实并答复您。"],
      ["请到窗口", "您好，该事项需要到政务服务窗口办理，请携带有效身份证件。办理结果以窗口通知为准。"],
      ["请拨 12345", "您好，该问题请拨打 12345 政务服务便民热线，由工作人员为您处理。"],
    ],
    claim: "领取",
    send: "发送答复",
    close: "关闭工单",
    closeTitle: "关闭工单 {0}？",
    closeText: "关闭后，市民的对话将交还给机器人。",
    back: "返回列表",
    claimed: "已领取工单 {0}。",
    answered: "答复已提交。",
    closed: "工单 {0} 已关闭。",
    answerGiven: "已给出的答复",
    claimFirst: "领取后方可答复。",
    heldBy: "该工单正由 {0} 处理。",
    faster: "他人已更新此工单，已为您刷新。",
    newTicket: "新工单 {0}",
    brake: "急停",
    release: "解除急停",
    brakeTitle: "急停机器人 {0}？",
    releaseTitle: "恢复机器人 {0}？",
    brakeText: "急停后，该机器人不再回答任何市民，直到解除。市民会看到平和的提示。",
    releaseText: "恢复后，该机器人将立即重新为市民服务。",
    reason: "原因（将留档）",
    cancel: "取消",
    confirmBrake: "确认急停",
    confirmRelease: "确认恢复",
    braked: "机器人 {0} 已急停。",
    released: "机器人 {0} 已恢复。",
    brakedBy: "{0} 于 {1} 急停：{2}",
    department: "使用部门",
    kind: "类型",
    kinds: { consultation: "咨询", handling: "办理", inspection: "检查" },
    level: "等级",
    guardians: "监护人",
    status: {
      "on-duty": "在岗", draft: "草稿", training: "培训中", assessment: "评估中", suspended: "暂停", retired: "退役",
      braked: "已急停",
    },
    offDuty: "暂不能上岗：{0}",
    offDutyReasons: {
      draft: "草稿", training: "培训中", assessment: "评估中", suspended: "暂停", retired: "退役", unfiled: "未备案",
      "filing-lapsed": "备案已过期", unassessed: "未通过上岗评估", "assessment-lapsed": "评估已过期",
      "model-changed": "模型与评估时不一致", "guardian-missing": "没有监护人", "guardian-untrained": "监护人培训已过期",
    },
    samePerson: "急停须由另一名人员解除。",
    noRobots: "没有登记的机器人。",
    revision: "当前版本",
    accepted: "生效时间",
    rules: "规则",
    rule: "规则",
    title: "名称",
    stage: "环节",
    mode: "模式",
    action: "处置",
    hits: "命中",
    problems: "最近一次修改未生效，仍使用上一有效版本。",
    noProblems: "策略文件没有错误。",
    stages: { input: "输入", output: "输出", tool_call: "工具调用", tool_result: "工具结果" },
    modes: { enforce: "执行", shadow: "观察", off: "停用" },
    actions: {
      observe: "记录", mask: "脱敏", disclose: "告知身份", answer: "固定答复", refuse: "拒答", escalate: "转人工",
    },
    forbidden: "您没有此操作的权限。",
    failed: "操作未成功：{0}",
    keyList: [["j / k", "下一张 / 上一张工单"], ["c", "领取工单"], ["a", "写答复"], ["Ctrl + Enter", "发送答复"],
      ["Esc", "离开输入框或对话框"], ["?", "显示本说明"]],
    gotIt: "知道了",
    loading: "正在读取…",
  },
  en: {
    product: "Jianhu",
    console: "Console",
    tagline: "Guardianship for government chatbots",
    signIn: "Sign in",
    signOut: "Sign out",
    name: "Name",
    password: "Password",
    signInFailed: "The name or the password is wrong.",
    tooMany: "Too many attempts. Please wait {0} seconds.",
    signedOut: "Your session has ended. Please sign in again.",
    offline: "Connection lost, reconnecting…",
    online: "Connected",
    queue: "Tickets",
    robots: "Robots",
    policy: "Policy",
    keys: "Keys",
    language: "中文",
    open: "Open",
    mine: "Mine",
    waiting: "Waiting",
    filter: "Filter",
    emptyQueue: "No tickets are waiting.",
    emptyQueueHint: "New tickets appear here by themselves.",
    choose: "Choose a ticket from the list.",
    ticket: "Ticket",
    severity: { critical: "Critical", high: "High", medium: "Medium", low: "Low", info: "Normal" },
    priority: "Priority",
    state: {
      queued: "Waiting", claimed: "Claimed", answered: "Answered", closed: "Closed", expired: "Overdue",
      cancelled: "Cancelled",
    },
    age: "waiting {0}",
    dueIn: "{0} left",
    overdue: "{0} overdue",
    noDeadline: "no deadline",
    seconds: "{0} s",
    minutes: "{0} min",
    hours: "{0} h",
    days: "{0} d",
    robot: "Robot",
    holder: "Held by",
    nobody: "nobody",
    opened: "Opened",
    why: "Why it needs a person",
    byRequest: "The citizen asked for a person",
    transcript: "Conversation (masked)",
    noTranscript: "There is no conversation.",
    role: { user: "Citizen", assistant: "Robot", system: "System", tool: "Tool", guardian: "Guardian", parameter: "Parameter" },
    answer: "Answer the citizen",
    answerHint: "Delivered in the guardian's name on the citizen's next turn. Please write no personal data.",
    canned: "Canned replies",
    cannedTexts: [
      ["Received", "Hello, a member of staff has received your question. We will check and answer as soon as possible."],
      ["Visit a counter", "Hello, please visit a service counter with a valid identity document. The counter's notice is what counts."],
      ["Call 12345", "Hello, please call the government service hotline 12345, where staff will help you."],
    ],
    claim: "Claim",
    send: "Send answer",
    close: "Close ticket",
    closeTitle: "Close ticket {0}?",
    closeText: "The conversation goes back to the robot.",
    back: "Back to the list",
    claimed: "You claimed ticket {0}.",
    answered: "The answer was handed in.",
    closed: "Ticket {0} is closed.",
    answerGiven: "Answer given",
    claimFirst: "Claim the ticket to answer.",
    heldBy: "{0} is working on this ticket.",
    faster: "Somebody changed this ticket first; it was refreshed.",
    newTicket: "New ticket {0}",
    brake: "Stop",
    release: "Release",
    brakeTitle: "Stop robot {0}?",
    releaseTitle: "Release robot {0}?",
    brakeText: "A stopped robot answers no citizen until it is released. Citizens read a calm notice.",
    releaseText: "The robot will serve citizens again at once.",
    reason: "Reason (kept on record)",
    cancel: "Cancel",
    confirmBrake: "Stop the robot",
    confirmRelease: "Release the robot",
    braked: "Robot {0} is stopped.",
    released: "Robot {0} works again.",
    brakedBy: "Stopped by {0} at {1}: {2}",
    department: "Department",
    kind: "Type",
    kinds: { consultation: "Consultation", handling: "Handling", inspection: "Inspection" },
    level: "Level",
    guardians: "Guardians",
    status: {
      "on-duty": "On duty", draft: "Draft", training: "Training", assessment: "Assessment", suspended: "Suspended",
      retired: "Retired", braked: "Stopped",
    },
    offDuty: "May not work: {0}",
    offDutyReasons: {
      draft: "draft", training: "in training", assessment: "under assessment", suspended: "suspended", retired: "retired",
      unfiled: "not filed", "filing-lapsed": "the filing has lapsed", unassessed: "not assessed",
      "assessment-lapsed": "the assessment has lapsed", "model-changed": "the model is not the one assessed",
      "guardian-missing": "no guardian", "guardian-untrained": "the guardian's training has lapsed",
    },
    samePerson: "Another person than the one who stopped it must release it.",
    noRobots: "No robots are registered.",
    revision: "Revision in force",
    accepted: "In force since",
    rules: "Rules",
    rule: "Rule",
    title: "Title",
    stage: "Stage",
    mode: "Mode",
    action: "Action",
    hits: "Hits",
    problems: "The last change was refused; the last good revision is still in force.",
    noProblems: "The policy files have no errors.",
    stages: { input: "Input", output: "Output", tool_call: "Tool call", tool_result: "Tool result" },
    modes: { enforce: "Enforced", shadow: "Shadow", off: "Off" },
    actions: {
      observe: "Observe", mask: "Mask", disclose: "Disclose", answer: "Answer", refuse: "Refuse", escalate: "Escalate",
    },
    forbidden: "You do not have the role for this.",
    failed: "That did not work: {0}",
    keyList: [["j / k", "next / previous ticket"], ["c", "claim the ticket"], ["a", "write an answer"],
      ["Ctrl + Enter", "send the answer"], ["Esc", "leave a field or dialogue"], ["?", "show this list"]],
    gotIt: "Close",
    loading: "Reading…",
  },
};

let language = localStorage.getItem("jianhu.language") === "en" ? "en" : "zh";

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("jianhu.language", language);
}

/** The text of a name, such as "state.queued", with {0}, {1}… replaced. An unknown last word stands for itself. */
export function say(name, ...values) {
  let found = WORDS[language];
  const steps = name.split(".");
  for (const step of steps) {
    found = found?.[step];
  }
  if (found === undefined) {
    return steps[steps.length - 1];
  }
  return typeof found === "string" ? found.replace(/\{(\d)\}/g, (_, at) => values[Number(at)] ?? "") : found;
}

/** A text that comes in both languages from the gateway. */
export function sayOf(title) {
  return title ? title[language] || title.zh || title.en || "" : "";
}

/** A length of time in its two largest fitting words, such as "3 分钟". */
export function sayDuration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return say("seconds", seconds);
  }
  if (seconds < 3600) {
    return say("minutes", Math.floor(seconds / 60));
  }
  if (seconds < 86400) {
    const minutes = Math.floor((seconds % 3600) / 60);
    const hours = say("hours", Math.floor(seconds / 3600));
    return minutes === 0 ? hours : `${hours} ${say("minutes", minutes)}`;
  }
  return say("days", Math.floor(seconds / 86400));
}

export function sayMoment(text) {
  return new Date(text).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "short", timeStyle: "medium" });
}
