/** The longest list of customers that a form sends, in characters: ten thousand lines with a few columns each. */
export const mostOfList = 1_000_000;
