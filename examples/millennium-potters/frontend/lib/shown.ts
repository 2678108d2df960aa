const MONEY = new Intl.NumberFormat('en-NG', { style: 'currency', currency: 'NGN' });
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const money = (amount: string | number) => MONEY.format(Number(amount));
export const day = (when: string | null) => (when ? DAY.format(new Date(when)) : '–');
export const time = (when: string) => TIME.format(new Date(when));
export const words = (constant: string) =>
  constant.charAt(0) + constant.slice(1).toLowerCase().replaceAll('_', ' ');
