// Refusals in words: by their code where we have words for it, else as the server says it.
import { has, t } from '../lib/texts.js';

export const refusal = problem => has(`desk.refused.${problem.code}`) ? t(`desk.refused.${problem.code}`) : problem.message;
