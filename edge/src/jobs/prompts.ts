/** The prompts that workers use, as the edge needs to know them: which version a summary should be of. */

import prompts from '../../registry/prompts.json' with { type: 'json' };

/** The version of the prompt that jobs of this type use now. */
export const promptVersion = (type: keyof typeof prompts): string => prompts[type].prompt_version;
