export async function changeCodeTable(..._: any[]): Promise<void> {}
