"""The words that no generated sentence may contain."""

import re

# Data that were only looked at cannot say why. No generated sentence may contain one of these.
CAUSAL_WORDS = (
    "affect", "affected", "affecting", "affects", "because", "boost", "boosted", "boosting", "boosts", "cause",
    "caused", "causes", "causing", "consequence", "consequences", "consequently", "contribute", "contributed",
    "contributes", "contributing", "decrease", "decreased", "decreases", "decreasing", "determine", "determined",
    "determines", "drive", "driven", "drives", "driving", "due to", "effect", "effective", "effects", "enhance",
    "enhanced", "enhances", "harm", "harmed", "harms", "help", "helped", "helpful", "helping", "helps", "hence",
    "hinder", "hinders", "hurt", "hurts", "impact", "impacted", "impacts", "improve", "improved", "improvement",
    "improves", "improving", "increase", "increased", "increases", "increasing", "influence", "influenced",
    "influences", "lead to", "leading to", "leads to", "led to", "lowered", "lowering", "lowers", "make",
    "makes", "owing to", "produce", "produces", "raise", "raised", "raises", "raising", "reason", "reasons",
    "reduce", "reduced", "reduces", "reducing", "responsible for", "result in", "resulted in", "results in",
    "thanks to", "therefore", "thus", "worsen", "worsens", "yield", "yields",
)  # fmt: skip


def causal_words(sentence: str) -> list[str]:
    """The forbidden words in a sentence, in their order; “quoted” choices are the data's own words."""
    own = re.sub("“[^”]*”", "", sentence)
    return re.findall(rf"\b(?:{'|'.join(CAUSAL_WORDS)})\b", own, flags=re.IGNORECASE)
