// What the form of a row judges by, bundled for a page by `record-rules.test.ts`: the admin's own files, in a browser.
export { loadPhones } from '../../admin/fields/phone-book.ts'
export { judge } from '../../admin/screens/record/judge.ts'
