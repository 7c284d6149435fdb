package io.equiveil.texts;

/// What a text is for. A text that a foreign party may read has to be there in English as well.
public enum TextKind {
    /// 协议范本
    AGREEMENT(true),
    /// 股权转让文书
    DEAL_PAPER(true),
    /// 单独同意书
    CONSENT(true),
    /// 隐私政策
    POLICY(true),
    /// 内部制度
    RULES(false),
    /// 职责分工
    DUTIES(false),
    /// 个人信息保护影响评估
    ASSESSMENT(false),
    /// 清单与登记
    REGISTER(false),
    /// 应急预案
    PLAYBOOK(false),
    /// 演练脚本
    DRILL(false),
    /// 事件通知
    INCIDENT_NOTICE(true),
    /// 话术
    SCRIPT(false),
    /// 合作方文本
    PARTNER_PAPER(true),
    /// 答复函
    REPLY(true),
    /// 课程
    COURSE(false),
    /// 题库
    QUESTIONS(false),
    /// 培训案例
    CASES(false),
    /// 常用答复
    ANSWERS(true),
    /// 给客户的说明
    FOR_CLIENTS(true),
    /// 监督与审计
    SUPERVISION(false),
    /// 检测规则
    DETECTION(false);

    private final boolean english;

    TextKind(boolean english) {
        this.english = english;
    }

    /// Whether every text of this kind is there in English as well.
    public boolean english() {
        return english;
    }
}
