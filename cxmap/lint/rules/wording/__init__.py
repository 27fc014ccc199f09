"""How texts are worded: whose voice, what is unfinished or private, both languages, and Chinese typography."""

from cxmap.lint.rules.wording.privacy import personal_data
from cxmap.lint.rules.wording.typography import full_width_forms, half_width_punctuation
from cxmap.lint.rules.wording.unfinished import missing_translation, placeholder
from cxmap.lint.rules.wording.voice import company_voice, name_too_long

RULES = (
    company_voice,
    placeholder,
    name_too_long,
    personal_data,
    missing_translation,
    half_width_punctuation,
    full_width_forms,
)
