/** A day as YYYY-MM-DD. Such texts sort as the days do, so that `until < today` compares days. */
export type CalendarDate = string

/** Whether the text names a day of the Gregorian calendar as YYYY-MM-DD: 2028-02-29 does, 2027-02-29 does not. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return year !== undefined && Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month))
}

/** 0 for a month that does not exist. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  if (month < 1 || month > 12) return 0
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
